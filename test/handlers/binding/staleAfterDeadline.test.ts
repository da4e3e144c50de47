import { acceptedPosts } from "../../support/acceptedPosts";
import { bindingBench, ROOT_PASSWORD, type BindingBench } from "../../support/bindingBench";
import type { PlainObject } from "../../../provider/src/model/plainObject";

jest.setTimeout(30_000);

let bench: BindingBench;
let inputs: PlainObject;

/** ECS shows the old key pair for three seconds, the deadline comes after one and a half, patience would last for six. */
beforeEach(async () => {
  process.env["KPS_TEST_TIME_SCALE"] = "0.1";
  bench = await bindingBench({ quirks: { keyNameStaleMs: 3_000 } });
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  inputs = { serverId: "running", keyPairName: "kp-a", auth, onDelete: "unbind", timeouts: { create: "1500ms" } };
});

afterEach(async () => {
  process.env["KPS_TEST_TIME_SCALE"] = "0.02";
  await bench.close();
});

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
