import { acceptedPosts } from "../../support/acceptedPosts";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { putServers } from "../../support/putServers";
import { keptBy, rejectionOf } from "../../support/rejections";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { resultOf } from "../fleet/fleetResults";

let bench: InProcessBench;
let inputs: PlainObject;

/** ECS shows the old key pair for half a minute, the deadline comes after 15 s, patience would last for a minute. */
beforeEach(() => {
  bench = inProcessBench({ timeScale: 0.001, quirks: { keyNameStaleMs: 30_000 } });
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  inputs = { serverId: "running", keyPairName: "kp-a", auth, onDelete: "unbind", timeouts: { create: "15s" } };
});

it("unbinds what is bound although ECS does not show it yet", async () => {
  const bound = await bench.binding.create(inputs);
  expect(bound).toMatchObject({ phase: "bound", verified: false });
  await bench.binding.delete(bound);
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});

it("replaces what is bound although ECS does not show it yet", async () => {
  const bound = await bench.binding.create(inputs);
  const replaced = await bench.binding.update(bound, { ...inputs, keyPairName: "kp-b", timeouts: {} });
  expect(replaced).toMatchObject({ phase: "bound", operation: "REPLACE", tookOver: false });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-b"]);
});

describe("an unbind of a destroy that was cut off, which the next run sees end while ECS still shows the key pair", () => {
  const SLOWLY = { operation: "UNBIND", outcome: "succeed", durationMs: 20_000 } as const;
  const SHORT = { create: "1m", delete: "10s", update: "25s" };

  it("is waited for by the run after that, which then binds anew", async () => {
    const bound = await bench.binding.create({ ...inputs, timeouts: SHORT });
    bench.emulator.control.taskScript(SLOWLY);
    await rejectionOf(bench.binding.delete(bound));

    const news = { ...inputs, keyPairName: "kp-b" };
    const late = await keptBy(bench.binding.update(bound, { ...news, timeouts: SHORT }));
    expect(late.properties).toMatchObject({ keyPairName: "", phase: "unbound", boundKeyPairName: "kp-a" });

    const now = await bench.binding.update(late.properties, { ...news, timeouts: {} });
    expect(now).toMatchObject({ phase: "bound", operation: "BIND", boundKeyPairName: "kp-b" });
    expect(now).not.toHaveProperty("seenUnboundAt");
    expect(acceptedPosts(bench.emulator)).toEqual([
      "AssociateKeypair kp-a",
      "DisassociateKeypair kp-a",
      "AssociateKeypair kp-b",
    ]);
  });

  it("is not sent once more by a fleet that lets the server go", async () => {
    const [serverId = ""] = putServers(bench.emulator, 1);
    const { keyPairName, auth, onDelete } = inputs;
    const fleet = { keyPairName, auth, onDelete, servers: [serverId], timeouts: SHORT };
    const bound = await bench.fleet.create(fleet);
    bench.emulator.control.taskScript(SLOWLY);
    await rejectionOf(bench.fleet.delete(bound));

    const none = { ...fleet, servers: [] };
    const late = await keptBy(bench.fleet.update(bound, none));
    expect(resultOf(late.properties, serverId)).toMatchObject({ phase: "leaving", keyPairName: "kp-a" });
    expect(await bench.fleet.update(late.properties, { ...none, timeouts: {} })).toMatchObject({ phase: "bound" });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
  });
});
