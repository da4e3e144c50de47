import { join } from "node:path";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { fingerprintOf } from "../../../provider/src/model/publicKey";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import { rejectionOf } from "../../support/rejections";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { KEY_PAIR_URN } from "../../support/inProcess/calledKeyPair";

const KEY = newSshKey();
const encryption = { type: "default" };
const folder = temporaryFolder();
const file = (name = "id"): string => join(folder(), name);
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

/** Puts one key pair in place of all, behind the program's back. */
const elsewhere = (name: string, publicKey: string, more: object = {}): void =>
  bench.emulator.control.reset({ keyPairs: [{ name, publicKey, ...more }] });
/** From now on the handlers work with the access key of another IAM user. */
const signInAsColleague = (): void => {
  const [, colleague] = bench.emulator.control.users();
  bench.configure({ "kps:accessKey": colleague?.accessKey, "kps:secretKey": colleague?.secretKey });
};
const there = () => bench.emulator.control.state().keyPairs;

it("says nothing new when nothing has changed", async () => {
  const state = await bench.pair.up({ publicKey: KEY.publicKey, description: "d" });
  expect(await bench.pair.read(state.outputs)).toEqual({ id: state.id, props: state.outputs });
});

it("is gone only when KPS says so", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 403, body: { error_code: "KPS.9003" } });
  expect(await bench.pair.refresh(state)).toEqual(state);
  bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 404, body: { error_code: "APIGW.0101" } });
  await expect(bench.pair.read(state.outputs)).rejects.toThrow(/APIGW.0101/);
  bench.emulator.control.reset({});
  expect(await bench.pair.refresh(state)).toBeUndefined();
});

describe("a pair that is gone, whose only private key state has", () => {
  const inputs = { name: "ops", algorithm: "ed25519", exposePrivateKey: true };
  const gone = async (more: object = {}) => {
    const state = await bench.pair.up({ ...inputs, ...more });
    bench.emulator.control.reset({});
    return state;
  };
  const used = (): void => {
    bench.emulator.control.putServer("server-1", { name: "web-1", keyPairName: "ops" });
  };

  it("stays in state while servers use it, and the next up makes it anew with the same key", async () => {
    const state = await gone();
    used();
    const kept = await bench.pair.refresh(state);
    expect(kept).toEqual({ ...state, outputs: { ...state.outputs, settled: false } });
    expect(bench.told().join()).toMatch(
      /"ops" is gone, and the output privateKey .* only .* \(used by web-1 \(server-1\)\)/,
    );
    const again = await bench.pair.up(inputs, kept);
    const { createdAt } = again.outputs;
    expect(again.outputs).toEqual({ ...state.outputs, createdAt });
    expect(there()).toMatchObject([{ name: "ops", publicKey: state.outputs["publicKey"] }]);
  });

  it("is made anew with our key, also where state shows the key that others had put under its name", async () => {
    const asked = { ...inputs, scope: "user" };
    const state = await bench.pair.up(asked);
    elsewhere("ops", KEY.publicKey, { scope: "domain" });
    const theirs = await bench.pair.refresh(state);
    expect(theirs?.outputs).toMatchObject({ publicKey: KEY.publicKey, replacedElsewhere: true, scope: "account" });
    bench.emulator.control.reset({});
    used();
    const kept = theirs && (await bench.pair.refresh(theirs));
    expect((await bench.pair.up(asked, kept)).outputs).toMatchObject({ scope: "user" });
    expect(there()).toMatchObject([{ publicKey: publicHalf(String(state.outputs["privateKey"])) }]);
  });

  it("stays in state where nobody can tell whether servers use it", async () => {
    const state = await gone();
    bench.emulator.control.fault({ operation: "ListServersDetails", status: 403, body: {} });
    expect(await bench.pair.refresh(state)).toBeDefined();
  });

  it("is hosted and written to its file again, where the program asks for that", async () => {
    const asked = { ...inputs, keyProtection: { encryption }, privateKeyFile: file() };
    const state = await gone({ keyProtection: { encryption } });
    used();
    const kept = await bench.pair.refresh(state);
    const again = await bench.pair.up(asked, kept);
    expect(again.outputs).toMatchObject({ managed: true, privateKey: state.outputs["privateKey"] });
    expect(there()).toMatchObject([{ hosted: true, publicKey: state.outputs["publicKey"] }]);
  });

  it("goes from state where no server uses it, and where its key is in its file", async () => {
    expect(await bench.pair.refresh(await gone())).toBeUndefined();
    const filed = await gone({ privateKeyFile: file() });
    used();
    expect(await bench.pair.refresh(filed)).toBeUndefined();
  });
});

it("shows another key and description in outputs and inputs, and the next up replaces", async () => {
  const inputs = { publicKey: KEY.publicKey, description: "d" };
  const state = await bench.pair.up(inputs);
  const other = newSshKey().publicKey;
  elsewhere(state.id, other, { description: "theirs" });
  const drifted = await bench.pair.refresh(state);
  expect(drifted?.outputs).toMatchObject({
    publicKey: other,
    fingerprint: fingerprintOf(other),
    description: "theirs",
  });
  expect(drifted?.inputs).toEqual({
    name: state.id,
    publicKey: other,
    fingerprint: fingerprintOf(other),
    description: "theirs",
    autoNamed: true,
  });
  await expect(bench.pair.up(inputs, drifted)).rejects.toThrow("replaces publicKey");
});

it("marks a generated key that was made anew elsewhere, and the next up replaces", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", privateKeyFile: file() };
  const state = await bench.pair.up(inputs);
  elsewhere("ops", KEY.publicKey);
  const drifted = await bench.pair.refresh(state);
  expect(drifted?.outputs).toMatchObject({ publicKey: KEY.publicKey, replacedElsewhere: true });
  await expect(bench.pair.up(inputs, drifted)).rejects.toThrow("replaces publicKey");
});

it("shows a hosted key that was cleared elsewhere, and the next up hosts it again", async () => {
  const inputs = { name: "ops", publicKey: KEY.publicKey, keyProtection: { privateKey: KEY.privateKey, encryption } };
  const state = await bench.pair.up(inputs);
  elsewhere("ops", KEY.publicKey);
  const drifted = await bench.pair.refresh(state);
  expect(drifted?.outputs).toMatchObject({ managed: false });
  expect(drifted?.inputs).not.toHaveProperty("keyProtection");
  const healed = drifted && (await bench.pair.up(inputs, drifted));
  expect(healed?.outputs).toMatchObject({ managed: true, keyProtection: inputs.keyProtection });
});

it("has no opinion on what the program does not give", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  elsewhere("ops", KEY.publicKey, { description: "theirs" });
  const read = await bench.pair.read(state.outputs);
  expect(read.props).toMatchObject({ description: "theirs" });
  expect(read.inputs).toBeUndefined();
});

it("reads a pair that no state knows", async () => {
  elsewhere("theirs", KEY.publicKey, { description: "d" });
  const read = await bench.handlers.keyPair.read("theirs", { resourceUrn: KEY_PAIR_URN });
  expect(read.id).toBe("theirs");
  expect(read.props).toMatchObject({
    name: "theirs",
    publicKey: KEY.publicKey,
    description: "d",
    algorithm: "ed25519",
  });
});

it("does not make up a pair that a program asks for by its name and KPS does not know", async () => {
  expect((await rejectionOf(bench.handlers.keyPair.read("nothing", { resourceUrn: KEY_PAIR_URN }))).message).toMatch(
    /^getting key pair "nothing": KPS knows no such key pair\nwhere/,
  );
  elsewhere("theirs", KEY.publicKey);
  bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 403, body: { error_code: "KPS.9003" } });
  expect((await rejectionOf(bench.handlers.keyPair.read("theirs", { resourceUrn: KEY_PAIR_URN }))).message).toMatch(
    /may not read it \(403\)\nneeds +the permission kps:SSHKeyPair:get/,
  );
});

it.each([
  ["a page", "<html>"],
  ["nothing", ""],
  ["a proxy's words", { error: "no such host" }],
])("is not gone by a 404 that says %s while the list shows it", async (_what, body) => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 404, body, times: 2 });
  await expect(bench.pair.refresh(state)).rejects.toThrow(/ListKeypairDetail/);
  bench.emulator.control.reset({});
  bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 404, body, times: 100 });
  expect(await bench.pair.refresh(state)).toBeUndefined();
});

it("is kept, with a warning, when another IAM user asks for a pair of scope user", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  bench.told();
  signInAsColleague();
  expect(await bench.pair.refresh(state)).toEqual(state);
  expect(bench.told().join("\n")).toMatch(/not shown to these credentials; state is kept/);
  expect((await rejectionOf(bench.pair.destroy(state))).message).toMatch(
    /^deleting key pair "ops" was not tried[\s\S]*made by +access key with hash \w{12}\nasked by +access key with hash \w{12}\nnext +use the credentials that made it; .*pulumi state delete/,
  );
  expect(there()).toHaveLength(1);
});

describe("a pair of scope user that was found", () => {
  const adopting = { name: "theirs", publicKey: KEY.publicKey, adopt: "ifIdentical" };
  const imported = async (): Promise<PlainObject> =>
    (await bench.handlers.keyPair.read("theirs", { resourceUrn: KEY_PAIR_URN })).props ?? {};
  const adopted = async (): Promise<PlainObject> => (await bench.pair.up(adopting)).outputs;
  const imports: readonly (readonly [string, () => Promise<PlainObject>])[] = [
    ["by its id", imported],
    ["and adopted", adopted],
  ];

  it.each(imports)("%s is gone when it is not there for whoever has seen it", async (_how, find) => {
    elsewhere("theirs", KEY.publicKey, { scope: "user" });
    const outputs = await find();
    bench.emulator.control.reset({});
    expect(await bench.pair.read(outputs)).toEqual({});
  });

  it.each(imports)("%s is kept when another IAM user asks", async (_how, find) => {
    elsewhere("theirs", KEY.publicKey, { scope: "user" });
    const outputs = await find();
    bench.told();
    signInAsColleague();
    expect(await bench.pair.read(outputs)).toEqual({ id: "theirs", props: outputs });
    expect(bench.told().join("\n")).toMatch(
      /seen by: access key with hash \w{12}; asked by: access key with hash \w{12}/,
    );
  });

  it("before state said who has seen it is gone once whoever asks has seen it", async () => {
    elsewhere("theirs", KEY.publicKey, { scope: "user" });
    const { seenBy, ...older } = await imported();
    const { props } = await bench.pair.read(older);
    expect(props).toEqual({ ...older, seenBy });
    bench.emulator.control.reset({});
    expect(await bench.pair.read(props ?? {})).toEqual({});
  });
});

it("is not deleted because the service knows no such pair of another IAM user who may not look at it", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  signInAsColleague();
  bench.emulator.control.fault({
    operation: "ListKeypairDetail",
    status: 403,
    body: { error_code: "KPS.9003", error_msg: "no permission" },
    times: 100,
  });
  expect((await rejectionOf(bench.pair.destroy(state))).message).toMatch(
    /^deleting key pair "ops" found no such pair: these credentials cannot tell whether it is still there/,
  );
  expect(there()).toHaveLength(1);
});

it("keeps what was made apart from what is found: a pair made anew is not ours to delete", async () => {
  const inputs = { name: "ops", algorithm: "ed25519", keyProtection: { encryption } };
  const state = await bench.pair.up(inputs);
  elsewhere("ops", KEY.publicKey, { hosted: true, privateKey: KEY.privateKey });
  const drifted = await bench.pair.refresh(state);
  expect(drifted?.outputs).toMatchObject({ publicKey: KEY.publicKey, made: state.outputs["made"] });
  bench.told();
  if (drifted !== undefined) {
    await bench.pair.destroy(drifted);
  }
  expect(bench.told().join("\n")).toMatch(/was made anew elsewhere and holds another key/);
  expect(there()).toMatchObject([{ name: "ops", publicKey: KEY.publicKey }]);
});

it("takes what state of an earlier release made from its outputs, before they change", async () => {
  const { id, outputs, inputs } = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  const { made, ...old } = outputs;
  expect(await bench.pair.read(old)).toEqual({ id, props: old });
  elsewhere("ops", newSshKey().publicKey);
  const drifted = await bench.pair.refresh({ id, inputs, outputs: old });
  expect(drifted?.outputs["made"]).toMatchObject({ name: "ops", fingerprint: fingerprintOf(KEY.publicKey) });
  expect(made).toMatchObject({ name: "ops", by: expect.stringMatching(/^access key with hash/) as string });
});

it("refuses to look in another place than the pair was made in", async () => {
  const state = await bench.pair.up({ name: "ops", publicKey: KEY.publicKey });
  const moved = { ...state.outputs, projectId: "0".repeat(32) };
  for (const call of [bench.pair.read(moved), bench.handlers.keyPair.delete("moved", moved)]) {
    expect((await rejectionOf(call)).message).toMatch(/made in +region .*, project 0{32}\nsettings/);
  }
});
