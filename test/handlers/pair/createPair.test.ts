import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { fingerprintOf } from "../../../provider/src/model/publicKey";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import { keptBy } from "../../support/rejections";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { type KeyPairState } from "../../support/inProcess/calledKeyPair";
import { acceptedChanges } from "../../support/acceptedChanges";

const KEY = newSshKey();
const encryption = { type: "default" };
const kms = { type: "kms", kmsKeyId: "0d0466b0-e727-4d9c-b35d-f84bb474a37f" };
/** Finding large primes takes its time on a busy machine. */
const SLOW_MS = 60_000;
const folder = temporaryFolder();
const file = (name = "id"): string => join(folder(), name);
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const there = () => bench.emulator.control.state().keyPairs;

it("imports a public key and says everything about it", async () => {
  const { id, outputs } = await bench.pair.up({
    name: "ops",
    publicKey: `${KEY.publicKey} me@home`,
    scope: "account",
    description: "for operations",
    timeouts: { create: "5m" },
  });
  expect(id).toBe("ops");
  expect(outputs).toEqual({
    name: "ops",
    publicKey: `${KEY.publicKey} me@home`,
    fingerprint: fingerprintOf(KEY.publicKey),
    made: {
      name: "ops",
      fingerprint: fingerprintOf(KEY.publicKey),
      by: expect.stringMatching(/^access key with hash \w{12}$/) as string,
    },
    algorithm: "ed25519",
    scope: "account",
    description: "for operations",
    managed: false,
    frozenState: 0,
    userId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
    adopted: false,
    timeouts: { create: "5m" },
    region: bench.emulator.credentials.region,
    projectId: bench.emulator.credentials.projectId,
    given: ["description", "name", "publicKey", "scope", "timeouts"],
  });
  expect(there()).toMatchObject([{ name: "ops", scope: "domain", description: "for operations" }]);
  expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops", "UpdateKeypairDescription ops"]);
});

it.each(["\u00a0", "\t", "\r"])(
  "imports a public key whose words %j separates, and sees no change in it later",
  async (between) => {
    const inputs = { name: "ops", publicKey: `${KEY.publicKey} me@home`.replaceAll(" ", between) };
    const state = await bench.pair.up(inputs);
    expect(there()).toMatchObject([{ name: "ops", publicKey: `${KEY.publicKey} me@home` }]);
    const refreshed = await bench.pair.refresh(state);
    expect(refreshed?.inputs).toMatchObject(inputs);
    for (const { outputs } of [state, refreshed ?? state]) {
      const { inputs: checked } = await bench.pair.check(state.inputs, inputs);
      expect(await bench.pair.diff(outputs, checked)).toMatchObject({ changes: false });
    }
  },
);

it("imports a public key with the private key to host", async () => {
  const keyProtection = { privateKey: KEY.privateKey, encryption: kms };
  const { outputs } = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey, keyProtection });
  expect(outputs).toMatchObject({ managed: true, keyProtection });
  expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
});

it("takes the public half of a private key to host", async () => {
  const { outputs } = await bench.pair.up({ name: "ops", keyProtection: { privateKey: KEY.privateKey, encryption } });
  expect(outputs).toMatchObject({ managed: true, publicKey: KEY.publicKey });
});

it(
  "generates into a file and imports the public half",
  async () => {
    const { outputs } = await bench.pair.up({ name: "ops", privateKeyFile: file() });
    expect(outputs).toMatchObject({ algorithm: "rsa-3072", managed: false, privateKeyFile: file() });
    expect(outputs["privateKey"]).toBeUndefined();
    expect(publicHalf(await readFile(file(), "utf8"))).toBe(outputs["publicKey"]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  },
  SLOW_MS,
);

it("generates what is hosted and in no output", async () => {
  const { outputs } = await bench.pair.up({ name: "ops", algorithm: "ecdsa-p256", keyProtection: { encryption } });
  expect(outputs).toMatchObject({ algorithm: "ecdsa-p256", managed: true, keyProtection: { encryption } });
  expect(JSON.stringify(outputs)).not.toContain("PRIVATE KEY");
  expect(there()).toMatchObject([{ hosted: true }]);
});

it("generates into file, KPS and output at once, the same key", async () => {
  const { outputs } = await bench.pair.up({
    name: "ops",
    algorithm: "ed25519",
    privateKeyFile: file(),
    keyProtection: { encryption },
    exposePrivateKey: true,
  });
  expect(outputs["privateKey"]).toBe(await readFile(file(), "utf8"));
  expect(publicHalf(String(outputs["privateKey"]))).toBe(outputs["publicKey"]);
  expect(there()).toMatchObject([{ hosted: true, publicKey: outputs["publicKey"] }]);
});

it("uses the key in a file that exists and leaves the file", async () => {
  await writeFile(file(), KEY.privateKey);
  const { outputs } = await bench.pair.up({ name: "ops", algorithm: "ed25519", privateKeyFile: file() });
  expect(outputs["publicKey"]).toBe(KEY.publicKey);
  expect(await readFile(file(), "utf8")).toBe(KEY.privateKey);
});

it("adopts an identical pair, describes and hosts it as asked, and keeps it on delete", async () => {
  bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: KEY.publicKey }] });
  const keyProtection = { privateKey: KEY.privateKey, encryption };
  const state = await bench.pair.up({
    name: "ops",
    publicKey: `${KEY.publicKey} other comment`,
    adopt: "ifIdentical",
    description: "found",
    keyProtection,
  });
  expect(state.outputs).toMatchObject({ adopted: true, managed: true, description: "found", keyProtection });
  await bench.pair.destroy(state);
  expect(there()).toMatchObject([{ name: "ops" }]);
});

it("keeps what exists when the description cannot be set, and the next update finishes it", async () => {
  const body = { error_code: "KPS.5004", error_msg: "update error" };
  bench.emulator.control.fault({ operation: "UpdateKeypairDescription", status: 400, body });
  const inputs = { name: "ops", publicKey: KEY.publicKey, description: "d" };
  const kept = await keptBy(bench.pair.create(inputs));
  expect(kept.id).toBe("ops");
  expect(kept.properties).toMatchObject({ __provider: "stub", description: "", settled: false });
  expect(kept.reasons[0]).toMatch(/^key pair "ops" exists, but setting the description failed: KPS refused/);
  const state: KeyPairState = { id: kept.id, inputs, outputs: kept.properties };
  const read = await bench.pair.read(state.outputs);
  expect(read.inputs).toBeUndefined();
  const { outputs } = await bench.pair.up(inputs, state);
  expect(outputs).toMatchObject({ description: "d" });
  expect(outputs).not.toHaveProperty("settled");
  expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops", "UpdateKeypairDescription ops"]);
});
