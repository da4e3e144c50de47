import { generateKeyPairSync } from "node:crypto";
import sshpk from "sshpk";
import { clearPrivateKey } from "../../../provider/src/client/kps/clearPrivateKey";
import { withoutUndefined, type PlainObject } from "../../../provider/src/model/plainObject";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import type { KeyPairState } from "../../support/inProcess/calledKeyPair";
import { newSshKey, type SshKey } from "../../support/sshKey";

const KEY = newSshKey();
const encryption = { type: "default" };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

/** What a run makes of a refreshed state while the program ignores changes of an input, as the engine carries that out. */
async function upIgnoring(key: string, inputs: PlainObject, state: KeyPairState): Promise<KeyPairState> {
  const refreshed = await bench.pair.refresh(state);
  if (refreshed === undefined) {
    throw new Error("the pair is gone");
  }
  return bench.pair.up(withoutUndefined({ ...inputs, [key]: refreshed.inputs[key] }), refreshed);
}

it("leaves a pair alone whose hosted key was cleared elsewhere", async () => {
  const inputs = { name: "ops", keyProtection: { encryption } };
  const state = await bench.pair.up(inputs);
  await clearPrivateKey(await bench.others(), "ops");
  const after = await upIgnoring("keyProtection", { ...inputs, description: "ours" }, state);
  expect(after.outputs).toMatchObject({ managed: false, description: "ours" });
});

function rsa1024(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return sshpk.parseKey(publicKey.export({ type: "spki", format: "pem" }), "pem").toString("ssh");
}

it.each<[string, () => string]>([
  ["another key", () => newSshKey().publicKey],
  ["a key that KPS would not import", rsa1024],
])("leaves a pair alone that was made anew elsewhere with %s", async (_what, key) => {
  const inputs = { name: "ops", publicKey: KEY.publicKey };
  const state = await bench.pair.up(inputs);
  bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: key() }] });
  const after = await upIgnoring("publicKey", { ...inputs, description: "ours" }, state);
  expect(after.outputs).toMatchObject({ description: "ours" });
});

it("leaves a hosted pair alone that was made anew elsewhere with another key", async () => {
  const { publicKey, privateKey } = KEY;
  const inputs = { name: "ops", publicKey, keyProtection: { privateKey, encryption } };
  const state = await bench.pair.up(inputs);
  const other: SshKey = newSshKey();
  bench.emulator.control.reset({ keyPairs: [{ name: "ops", privateKey: other.privateKey, hosted: true }] });
  const after = await upIgnoring("publicKey", { ...inputs, description: "ours" }, state);
  expect(after.outputs).toMatchObject({ description: "ours" });
});
