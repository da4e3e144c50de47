import { keyPair, otherProcess } from "../../support/handlersInProcess";
import { rejectionOf } from "../../support/bindingBench";
import { keyPairBench, type KeyPairBench } from "../../support/keyPairBench";
import { newSshKey } from "../../support/sshKey";

const KEY = newSshKey();
const encryption = { type: "default" };
let bench: KeyPairBench;

beforeEach(async () => {
  bench = await keyPairBench();
});
afterEach(() => bench.close());

const there = () => bench.emulator.control.state().keyPairs;

it("deletes, and is content when it is gone", async () => {
  const state = await bench.up({ name: "ops", publicKey: KEY.publicKey });
  await bench.destroy(state);
  expect(there()).toEqual([]);
  await bench.destroy(state);
});

it("sends nothing for a pair that another resource of the program has found or created", async () => {
  const inputs = { name: "shared", publicKey: KEY.publicKey, adopt: "ifIdentical" };
  const state = await bench.up(inputs);
  const successor = await bench.up(inputs);
  expect(successor.outputs["adopted"]).toBe(true);
  await keyPair.delete(state.id, state.outputs);
  expect(there()).toMatchObject([{ name: "shared" }]);
});

it("sends nothing for a pair that a resource of the program has in its state", async () => {
  const inputs = { name: "kept", publicKey: KEY.publicKey };
  const state = await bench.up(inputs);
  await bench.up(inputs, state);
  await keyPair.delete(state.id, state.outputs);
  expect(there()).toMatchObject([{ name: "kept" }]);
});

it("deletes first what a replacement under the same name takes the place of", async () => {
  const inputs = { name: "renewed", publicKey: KEY.publicKey };
  const state = await bench.up(inputs);
  await bench.up(inputs, state);
  const next = { ...inputs, publicKey: newSshKey().publicKey };
  await expect(bench.up(next, state)).rejects.toThrow("replaces publicKey");
  await keyPair.delete(state.id, state.outputs);
  expect(there()).toEqual([]);
  await bench.up(next);
  expect(there()).toMatchObject([{ name: "renewed", publicKey: next.publicKey }]);
});

it("names the servers that use a hosted pair, ten of thousands", async () => {
  const state = await bench.up({ name: "ops", algorithm: "ed25519", keyProtection: { encryption } });
  bench.emulator.control.putServer("server-1", { keyPairName: "ops" });
  expect((await rejectionOf(bench.destroy(state))).message).toMatch(/used by web-1 \(server-1\)/);
  for (let number = 2; number <= 1_200; number += 1) {
    bench.emulator.control.putServer(`server-${number}`, { name: `web-${number}`, keyPairName: "ops" });
  }
  const { message } = await rejectionOf(bench.destroy(state));
  expect(message).toMatch(/web-10 \(server-10\) and 1,190 more\nnext/);
  expect(Buffer.byteLength(message)).toBeLessThan(4_096);
  const forced = await bench.up(
    { name: "ops", algorithm: "ed25519", keyProtection: { encryption }, forceDelete: true },
    state,
  );
  await bench.destroy(forced);
  expect(there()).toEqual([]);
});

it("sends nothing for a pair that a resource in another provider process of the run has", async () => {
  const state = await bench.up({ name: "moved", publicKey: KEY.publicKey });
  const { region, projectId } = bench.emulator.credentials;
  await otherProcess.holdKeyPair({ name: "moved", region, projectId }, { made: false });
  await bench.destroy(state);
  expect(there()).toMatchObject([{ name: "moved" }]);
  await otherProcess.releaseKeyPair({ name: "moved", region, projectId });
  await bench.destroy(state);
  expect(there()).toEqual([]);
});
