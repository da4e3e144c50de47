import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { putServers } from "../../support/putServers";
import { keptBy, rejectionOf } from "../../support/rejections";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench } from "../../support/inProcess/inProcessBench";
import { resultOf } from "../fleet/fleetResults";

const PASSWORD = { passwordEnv: "ROOT_PASSWORD" };
const KEY_A = { privateKeyEnv: "KEY_A" };
const KEY_B = { privateKeyEnv: "KEY_B" };

const PROGRAM = (keyPairName: string, auth: readonly object[], more: object = {}): Declared[] => [
  { kind: "keyPairBinding", name: "one", inputs: { serverId: "running", keyPairName, auth, ...more } },
];

const SLOWLY = { operation: "REPLACE", outcome: "succeed", durationMs: 60_000 } as const;

it("keeps that an earlier rotation has succeeded when what the program asks for now is refused", async () => {
  const { stack, emulator } = inProcessBench();
  expect((await stack.up(PROGRAM("kp-a", [PASSWORD]))).ok).toBe(true);
  emulator.control.taskScript(SLOWLY);
  expect((await stack.up(PROGRAM("kp-b", [KEY_A], { timeouts: { update: "10s" } }))).ok).toBe(false);

  const back = await stack.up(PROGRAM("kp-a", [KEY_A]));
  expect(back.ok).toBe(false);
  expect(back.told("one", "error")).toMatch(/binding key pair "kp-a" to server .* was not tried/);
  const { outputs } = stack.resource("one");
  expect(outputs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-b", keyPairName: "kp-b", verified: true });
  expect(outputs).not.toHaveProperty("attempt");

  const withBoth = PROGRAM("kp-a", [KEY_A, KEY_B]);
  expect((await stack.up(withBoth)).ok).toBe(true);
  await expectSettled(stack, withBoth);
  expect(acceptedPosts(emulator)).toEqual(["kp-a", "kp-b", "kp-a"].map((name) => `AssociateKeypair ${name}`));
});

it("keeps why an earlier rotation has failed when what the program asks for now is refused", async () => {
  const { stack, emulator } = inProcessBench();
  expect((await stack.up(PROGRAM("kp-a", [PASSWORD]))).ok).toBe(true);
  emulator.control.taskScript({ ...SLOWLY, outcome: "fail", errorMessage: "Update public key error" });
  expect((await stack.up(PROGRAM("kp-b", [KEY_A], { timeouts: { update: "10s" } }))).ok).toBe(false);

  emulator.control.fault({ operation: "AssociateKeypair", status: 403, times: 1 });
  const again = PROGRAM("kp-b", [KEY_A], { triggers: ["2"] });
  expect((await stack.up(again)).told("one", "error")).toContain("403");
  expect(stack.resource("one").outputs).toMatchObject({
    phase: "failed",
    boundKeyPairName: "kp-a",
    keyUncertain: true,
    failure: { message: "Update public key error" },
  });
  expect((await stack.up(again)).ok).toBe(true);
  await expectSettled(stack, again);
});

it("keeps it for a server of a fleet, whose own reason stays the refusal", async () => {
  const bench = inProcessBench();
  const [serverId = ""] = putServers(bench.emulator, 1);
  const fleet = (keyPairName: string, auth: readonly object[], more: PlainObject = {}): PlainObject => ({
    servers: [serverId],
    keyPairName,
    auth,
    ...more,
  });
  const bound = await bench.fleet.create(fleet("kp-a", [PASSWORD]));
  bench.emulator.control.taskScript(SLOWLY);
  const late = await keptBy(bench.fleet.update(bound, fleet("kp-b", [KEY_A], { timeouts: { update: "10s" } })));
  const refused = await keptBy(bench.fleet.update(late.properties, fleet("kp-a", [KEY_A])));
  expect(resultOf(refused.properties, serverId)).toMatchObject({
    phase: "failed",
    keyPairName: "kp-b",
    failure: { refused: true },
  });
  const outs = await bench.fleet.update(refused.properties, fleet("kp-a", [KEY_A, KEY_B]));
  expect(resultOf(outs, serverId)).toMatchObject({ phase: "bound", keyPairName: "kp-a" });
  expect(acceptedPosts(bench.emulator)).toHaveLength(3);
});

it("keeps it for a server that a fleet cannot let go, and tells a binding that is deleted the refusal alone", async () => {
  const bench = inProcessBench();
  const [serverId = ""] = putServers(bench.emulator, 1);
  const fleet = { keyPairName: "kp-a", servers: [serverId], auth: [PASSWORD], timeouts: { create: "10s" } };
  bench.emulator.control.taskScript({ operation: "BIND", outcome: "succeed", durationMs: 60_000 });
  const late = await keptBy(bench.fleet.create(fleet));
  const refused = await keptBy(bench.fleet.update(late.properties, { ...fleet, servers: [] }));
  expect(resultOf(refused.properties, serverId)).toMatchObject({
    phase: "leaving",
    keyPairName: "kp-a",
    failure: { refused: true },
  });
  expect(resultOf(refused.properties, serverId)).not.toHaveProperty("attempt");

  bench.emulator.control.taskScript({ operation: "BIND", outcome: "succeed", durationMs: 60_000 });
  const waiting = await keptBy(
    bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: [PASSWORD], timeouts: { create: "10s" } }),
  );
  const error = await rejectionOf(bench.binding.delete(waiting.properties));
  expect(error.message).toMatch(/^unbinding key pair "kp-a" from server .* was not tried: /);
});
