import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import { keptBy, rejectionOf } from "../../support/rejections";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { acceptedChanges } from "../../support/acceptedChanges";

const KEY = newSshKey();
const encryption = { type: "default" };
const kms = { type: "kms", kmsKeyId: "0d0466b0-e727-4d9c-b35d-f84bb474a37f" };
const folder = temporaryFolder();
const file = (name = "id"): string => join(folder(), name);
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const there = () => bench.emulator.control.state().keyPairs;

it("does nothing for unchanged inputs", async () => {
  const inputs = { name: "ops", publicKey: KEY.publicKey, description: "d" };
  const state = await bench.pair.up(inputs);
  const before = bench.emulator.control.requests().length;
  expect((await bench.pair.up(inputs, state)).outputs).toEqual(state.outputs);
  expect(bench.emulator.control.requests()).toHaveLength(before);
});

it("changes description and policies in place", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey, description: "d" });
  const { outputs } = await bench.pair.up(
    { name: "ops", publicKey: KEY.publicKey, description: "", forceDelete: true },
    state,
  );
  expect(outputs).toMatchObject({ description: "", forceDelete: true });
  expect(there()).toMatchObject([{ description: "" }]);
});

it("moves a hosted key under another encryption without ever letting go of it", async () => {
  const state = await bench.pair.up({ name: "ops", algorithm: "ed25519", keyProtection: { encryption } });
  const { outputs } = await bench.pair.up(
    { name: "ops", algorithm: "ed25519", keyProtection: { encryption: kms } },
    state,
  );
  expect(outputs).toMatchObject({ managed: true, keyProtection: { encryption: kms } });
  expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops", "ImportPrivateKey ops"]);
});

it("hosts the key of a file, clears it again, and hosts it once more", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", privateKeyFile: file() };
  const hosted = { ...inputs, keyProtection: { encryption } };
  const first = await bench.pair.up(inputs);
  const second = await bench.pair.up(hosted, first);
  expect(second.outputs).toMatchObject({ managed: true });
  const third = await bench.pair.up(inputs, second);
  expect(third.outputs).toMatchObject({ managed: false });
  expect(third.outputs).not.toHaveProperty("keyProtection");
  expect((await bench.pair.up(hosted, third)).outputs).toMatchObject({ managed: true });
  expect(acceptedChanges(bench.emulator).slice(1)).toEqual([
    "ImportPrivateKey ops",
    "ClearPrivateKey ops",
    "ImportPrivateKey ops",
  ]);
});

it("does not clear the only copy of a private key", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", privateKeyFile: file() };
  const state = await bench.pair.up({ ...inputs, keyProtection: { encryption } });
  await rm(file());
  const error = await rejectionOf(bench.pair.up(inputs, state));
  expect(error.message).toMatch(
    /KPS hosts the only copy of the private key\nproblem .*id does not exist\nnext +keep it/,
  );
  expect(error).not.toHaveProperty("id");
  expect(there()).toMatchObject([{ hosted: true }]);
});

it("clears a hosted key that the program gave", async () => {
  const given = { name: "ops", publicKey: KEY.publicKey };
  const state = await bench.pair.up({ ...given, keyProtection: { privateKey: KEY.privateKey, encryption } });
  expect((await bench.pair.up(given, state)).outputs).toMatchObject({ managed: false });
  expect(there()).toMatchObject([{ hosted: false }]);
});

it.each(["KPS.4016", undefined])(
  "a hosted key is not called cleared for one answer (%s) that does not find its pair",
  async (error_code) => {
    const given = { name: "ops", publicKey: KEY.publicKey };
    const state = await bench.pair.up({ ...given, keyProtection: { privateKey: KEY.privateKey, encryption } });
    bench.emulator.control.fault({ operation: "ClearPrivateKey", status: 404, body: { error_code }, times: 1 });
    expect(await rejectionOf(bench.pair.up(given, state))).not.toHaveProperty("id");
    expect(there()).toMatchObject([{ hosted: true }]);
    const { outputs } = await bench.pair.up(given, state);
    expect(outputs).toMatchObject({ managed: false });
    expect(there()).toMatchObject([{ hosted: false }]);
  },
);

it("writes the private key to another file, from the old one or from KPS", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", keyProtection: { encryption } };
  const first = await bench.pair.up({ ...inputs, privateKeyFile: file("one") });
  const second = await bench.pair.up({ ...inputs, privateKeyFile: file("two") }, first);
  expect(await readFile(file("two"), "utf8")).toBe(await readFile(file("one"), "utf8"));
  await Promise.all([rm(file("one")), rm(file("two"))]);
  const third = await bench.pair.up({ ...inputs, privateKeyFile: file("three") }, second);
  expect(third.outputs).toMatchObject({ privateKeyFile: file("three") });
  expect(publicHalf(await readFile(file("three"), "utf8"))).toBe(first.outputs["publicKey"]);
});

it("refuses another file when the private key cannot be had, or the file holds another", async () => {
  const inputs = { name: "ops", algorithm: "ed25519" };
  const state = await bench.pair.up({ ...inputs, privateKeyFile: file("one") });
  await writeFile(file("two"), KEY.privateKey);
  expect((await rejectionOf(bench.pair.up({ ...inputs, privateKeyFile: file("two") }, state))).message).toMatch(
    /two: there is such a file already\nproblem .*two holds another private key/,
  );
  expect(await readFile(file("two"), "utf8")).toBe(KEY.privateKey);
  await rm(file("one"));
  expect((await rejectionOf(bench.pair.up({ ...inputs, privateKeyFile: file("three") }, state))).message).toMatch(
    /cannot be had\nproblem .*one does not exist; .*three does not exist; KPS does not host it/,
  );
});

it("exposes the private key and hides it again, but not while it is the only copy", async () => {
  const inputs = { name: "ops", algorithm: "ed25519" };
  const exposed = await bench.pair.up({ ...inputs, exposePrivateKey: true });
  const hidden = await bench.pair.up({ ...inputs, keyProtection: { encryption } }, exposed);
  expect(hidden.outputs).toMatchObject({ managed: true });
  expect(JSON.stringify(hidden.outputs)).not.toContain("PRIVATE KEY");
  const again = await bench.pair.up({ ...inputs, exposePrivateKey: true }, hidden);
  expect(again.outputs).toMatchObject({ managed: false });
  expect(publicHalf(String(again.outputs["privateKey"]))).toBe(exposed.outputs["publicKey"]);
  const both = await bench.pair.up({ ...inputs, exposePrivateKey: true, privateKeyFile: file() }, again);
  await rm(file());
  const error = await rejectionOf(bench.pair.up({ ...inputs, privateKeyFile: file() }, both));
  expect(error.message).toMatch(/the output is the only copy of the private key\nproblem .*id does not exist/);
});

it("keeps what was done when a later step fails", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", privateKeyFile: file() };
  const state = await bench.pair.up(inputs);
  bench.emulator.control.fault({
    operation: "UpdateKeypairDescription",
    status: 403,
    body: { error_code: "KPS.9003" },
  });
  const wanted = { ...inputs, keyProtection: { encryption }, description: "d" };
  const kept = await keptBy(bench.pair.up(wanted, state));
  expect(kept.properties).toMatchObject({ managed: true, description: "", settled: false });
  expect(kept.reasons[0]).toMatch(/^updating key pair "ops": setting the description failed: KPS refused/);
  const done = await bench.pair.up(wanted, { id: "ops", inputs: state.inputs, outputs: kept.properties });
  expect(done.outputs).toMatchObject({ description: "d" });
  expect(acceptedChanges(bench.emulator).filter((change) => change.startsWith("ImportPrivateKey"))).toHaveLength(1);
});

it("says that a pair is gone, or was made anew elsewhere", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  const wanted = { name: "ops", publicKey: KEY.publicKey, description: "d" };
  bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: newSshKey().publicKey }] });
  expect((await rejectionOf(bench.pair.up(wanted, state))).message).toMatch(/made anew elsewhere[\s\S]*pulumi refresh/);
  bench.emulator.control.reset({});
  expect((await rejectionOf(bench.pair.up(wanted, state))).message).toMatch(/knows no such key pair any more/);
});
