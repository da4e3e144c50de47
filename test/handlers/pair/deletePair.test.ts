import { join } from "node:path";
import { newSshKey } from "../../support/sshKey";
import { rejectionOf } from "../../support/rejections";
import { temporaryFolder } from "../../support/temporaryFolder";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { KEY_PAIR_URN, type KeyPairState } from "../../support/inProcess/calledKeyPair";

const KEY = newSshKey();
const folder = temporaryFolder();
const encryption = { type: "default" };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const there = () => bench.emulator.control.state().keyPairs;

it("deletes, and is content when it is gone", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  await bench.pair.destroy(state);
  expect(there()).toEqual([]);
  await bench.pair.destroy(state);
});

it("sends nothing for a pair that another resource of the program has found or created", async () => {
  const inputs = { name: "shared", publicKey: KEY.publicKey, adopt: "ifIdentical" };
  const state = await bench.pair.up(inputs);
  const successor = await bench.pair.up(inputs);
  expect(successor.outputs["adopted"]).toBe(true);
  bench.told();
  await bench.pair.delete(state.outputs);
  expect(bench.told().join("\n")).toMatch(/key pair "shared" is still declared by the program.*left as it is/);
  expect(there()).toMatchObject([{ name: "shared" }]);
});

it("sends nothing for a pair that a resource of the program has in its state", async () => {
  const inputs = { name: "kept", publicKey: KEY.publicKey };
  const state = await bench.pair.up(inputs);
  await bench.pair.up(inputs, state);
  await bench.pair.delete(state.outputs);
  expect(there()).toMatchObject([{ name: "kept" }]);
});

it("deletes first what a replacement under the same name takes the place of", async () => {
  const inputs = { name: "renewed", publicKey: KEY.publicKey };
  const state = await bench.pair.up(inputs);
  await bench.pair.up(inputs, state);
  const next = { ...inputs, publicKey: newSshKey().publicKey };
  await expect(bench.pair.up(next, state)).rejects.toThrow("replaces publicKey");
  await bench.pair.delete(state.outputs);
  expect(there()).toEqual([]);
  await bench.pair.up(next);
  expect(there()).toMatchObject([{ name: "renewed", publicKey: next.publicKey }]);
});

it("leaves a pair that others make anew while the servers that use it are looked for", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  const theirs = newSshKey();
  bench.emulator.control.fault({ operation: "ListServersDetails", delayMs: 20_000 });
  const destroyed = bench.pair.destroy(state);
  bench.world.clock.startTimer(10_000, () => {
    bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: theirs.publicKey }] });
  });
  await destroyed;
  expect(there()).toMatchObject([{ name: "ops", publicKey: theirs.publicKey }]);
});

it("is not content with one answer that a pair which was there a moment ago is not found", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  bench.emulator.control.fault({ operation: "DeleteKeypair", status: 404, body: { error_code: "KPS.4016" } });
  expect((await rejectionOf(bench.pair.destroy(state))).message).toContain("KPS.4016");
  await bench.pair.destroy(state);
  expect(there()).toEqual([]);
});

it("tells what became of the pair, and of its use, once that is known", async () => {
  const used = async (): Promise<KeyPairState> => {
    const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
    bench.emulator.control.putServer("server-1", { name: "web-1", status: "ACTIVE", keyPairName: "ops" });
    bench.told();
    return state;
  };
  const refused = await used();
  bench.emulator.control.fault({ operation: "DeleteKeypair", status: 403, body: { error_code: "KPS.9003" } });
  await rejectionOf(bench.pair.destroy(refused));
  expect(bench.told().join("\n")).not.toMatch(/is deleted/);

  bench.emulator.control.fault({ operation: "DeleteKeypair", cut: "after", times: 1 });
  await bench.pair.destroy(refused);
  const told = bench.told().join("\n");
  expect(there()).toEqual([]);
  expect(told).toMatch(/key pair "ops" is deleted although it is used by web-1/);
  expect(told).not.toMatch(/was gone already/);
});

it("says that it was deleted by its name where nobody could see its key", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  alterAnswers(bench, "/keypairs/ops", (body) => ({
    keypair: { ...(body["keypair"] as object), public_key: null, fingerprint: null },
  }));
  bench.told();
  await bench.pair.destroy(state);
  expect(bench.told().join("\n")).toMatch(/KPS does not show the key of key pair "ops": it was deleted by its name/);
});

it("names the servers that use a hosted pair, ten of thousands", async () => {
  const state = await bench.pair.up({ name: "ops", algorithm: "ed25519", keyProtection: { encryption } });
  bench.emulator.control.putServer("server-1", { name: "web-1", status: "ACTIVE", keyPairName: "ops" });
  expect((await rejectionOf(bench.pair.destroy(state))).message).toMatch(/used by web-1 \(server-1\)/);
  for (let number = 2; number <= 1_200; number += 1) {
    bench.emulator.control.putServer(`server-${number}`, { name: `web-${number}`, keyPairName: "ops" });
  }
  const { message } = await rejectionOf(bench.pair.destroy(state));
  expect(message).toMatch(/web-10 \(server-10\) and 1,190 more\nnext/);
  expect(Buffer.byteLength(message)).toBeLessThan(4_096);
  const forced = await bench.pair.up(
    { name: "ops", algorithm: "ed25519", keyProtection: { encryption }, forceDelete: true },
    state,
  );
  await bench.pair.destroy(forced);
  expect(there()).toEqual([]);
});

it("sends nothing for a pair that a resource in another provider process of the run has", async () => {
  const state = await bench.pair.up({ name: "moved", publicKey: KEY.publicKey });
  const { region, projectId } = bench.emulator.credentials;
  await bench.otherProcess.holdKeyPair({ name: "moved", region, projectId }, { made: false });
  await bench.pair.destroy(state);
  expect(there()).toMatchObject([{ name: "moved" }]);
  await bench.otherProcess.releaseKeyPair({ name: "moved", region, projectId });
  await bench.pair.destroy(state);
  expect(there()).toEqual([]);
});

describe("a pair that the program's own options replace under its name (replaceOnChanges, deleteBeforeReplace)", () => {
  const inputs = { name: "ops", publicKey: KEY.publicKey, description: "one", resourceUrn: KEY_PAIR_URN };
  const changed = { ...inputs, description: "two" };

  it("is deleted first, and made anew", async () => {
    const { id, outputs } = await bench.pair.up(inputs);
    const { keyPair } = bench.handlers;
    await keyPair.check(inputs, changed);
    expect(await keyPair.diff(id, outputs, changed)).toEqual({ changes: true });
    await keyPair.check({}, changed);
    await keyPair.delete(id, outputs);
    expect(there()).toEqual([]);
    expect((await keyPair.create(changed)).outs).toMatchObject({ description: "two", adopted: false });
  });

  it("is kept where it is created first and found to be its own: both are one", async () => {
    const inFile = {
      name: "ops",
      algorithm: "ed25519",
      privateKeyFile: join(folder(), "id"),
      resourceUrn: KEY_PAIR_URN,
    };
    const { id, outputs } = await bench.pair.up(inFile);
    const { keyPair } = bench.handlers;
    const anew = { ...inFile, description: "two" };
    await keyPair.check(inFile, anew);
    await keyPair.diff(id, outputs, anew);
    await keyPair.check({}, anew);
    await keyPair.create(anew);
    await keyPair.delete(id, outputs);
    expect(there()).toMatchObject([{ name: "ops" }]);
  });
});
