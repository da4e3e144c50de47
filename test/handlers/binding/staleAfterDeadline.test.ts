import { acceptedPosts } from "../../support/acceptedPosts";
import { bindingBench, ROOT_PASSWORD, type BindingBench } from "../../support/bindingBench";
import type { PlainObject } from "../../../provider/src/model/plainObject";

let bench: BindingBench;
let inputs: PlainObject;

/** ECS shows the old key pair for half a minute, the deadline comes after 15 s, patience would last for a minute. */
beforeEach(async () => {
  bench = await bindingBench({ timeScale: 0.001, quirks: { keyNameStaleMs: 30_000 } });
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  inputs = { serverId: "running", keyPairName: "kp-a", auth, onDelete: "unbind", timeouts: { create: "15s" } };
});

afterEach(() => bench.close());

it("unbinds what is bound although ECS does not show it yet", async () => {
  const bound = await bench.create(inputs);
  expect(bound).toMatchObject({ phase: "bound", verified: false });
  await bench.delete(bound);
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});

it("replaces what is bound although ECS does not show it yet", async () => {
  const bound = await bench.create(inputs);
  const replaced = await bench.update(bound, { ...inputs, keyPairName: "kp-b", timeouts: {} });
  expect(replaced).toMatchObject({ phase: "bound", operation: "REPLACE", tookOver: false });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-b"]);
});
