import { acceptedPosts } from "../../support/acceptedPosts";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";

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
