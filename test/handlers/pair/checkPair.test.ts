import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { fingerprintOf } from "../../../provider/src/model/publicKey";
import { join } from "node:path";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import type { Checked } from "../../support/inProcess/calledResource";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { KEY_PAIR_URN } from "../../support/inProcess/calledKeyPair";

const KEY = newSshKey();
const folder = temporaryFolder();
const encryption = { type: "default" };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const check = (news: PlainObject, olds: PlainObject = {}): Promise<Checked> => bench.pair.check(olds, news);
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

it("names what has no name, the same in preview and update, and keeps the name while the pair stays", async () => {
  const first = await check({ publicKey: KEY.publicKey });
  expect(first.inputs).toMatchObject({
    name: expect.stringMatching(/^ops-[0-9a-f]{7}$/) as unknown,
    autoNamed: true,
  });
  expect((await check({ publicKey: `${KEY.publicKey} comment` })).inputs["name"]).toBe(first.inputs["name"]);
  const other = { publicKey: newSshKey().publicKey };
  expect((await check(other)).inputs["name"]).not.toBe(first.inputs["name"]);
  expect((await check(other, first.inputs)).inputs["name"]).not.toBe(first.inputs["name"]);
  const aliased = await check({ publicKey: KEY.publicKey, resourceUrn: `${KEY_PAIR_URN}-renamed` }, first.inputs);
  expect(aliased.inputs["name"]).toBe(first.inputs["name"]);
  const described = await check({ publicKey: KEY.publicKey, description: "d" }, { ...first.inputs, name: "given" });
  expect(described.inputs["name"]).toBe("given");
});

describe("where the name is taken by a pair that the inputs do not show", () => {
  const exposed = { exposePrivateKey: true };
  const nameNow = async (): Promise<string> => String((await check(exposed)).inputs["name"]);
  const take = async (name: string): Promise<unknown> => createKeyPair(await bench.others(), { name });

  it("finds one that is free, also where an interrupted run has left a pair under the next one", async () => {
    const names = new Set<string>();
    for (let run = 1; run <= 4; run += 1) {
      const name = await nameNow();
      names.add(name);
      await take(name);
    }
    expect(names.size).toBe(4);
    expect(bench.told().filter((line) => line.startsWith("there is a key pair"))).toHaveLength(1 + 2 + 3);
  });

  it("goes by the list of key pairs where the pair itself may not be read", async () => {
    const name = await nameNow();
    await take(name);
    bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 403, times: 100 });
    expect(await nameNow()).not.toBe(name);
  });
});

it("keeps the name where the algorithm that a key is generated with by default is written out, and only there", async () => {
  const first = await check({ exposePrivateKey: true });
  const named = async (algorithm: string, olds: PlainObject): Promise<unknown> =>
    (await check({ exposePrivateKey: true, algorithm }, olds)).inputs["name"];
  expect(await named("rsa-3072", first.inputs)).toBe(first.inputs["name"]);
  expect(await named("ed25519", first.inputs)).not.toBe(first.inputs["name"]);
  const given = await check({ publicKey: KEY.publicKey });
  expect(await named("rsa-3072", given.inputs)).not.toBe(given.inputs["name"]);
});

it("leaves the name open while an input that replaces is not known", async () => {
  const { inputs, failures } = await check({ publicKey: UNKNOWN });
  expect(inputs).toMatchObject({ name: UNKNOWN, fingerprint: UNKNOWN });
  expect(failures).toEqual([]);
  const hosted = await check({ keyProtection: UNKNOWN });
  expect(hosted.inputs["name"]).toMatch(/^ops-/);
});

it("puts the fingerprint of a known key among the inputs, so that dependants stay known", async () => {
  const fingerprint = fingerprintOf(KEY.publicKey);
  expect((await check({ publicKey: KEY.publicKey })).inputs).toMatchObject({ fingerprint });
  const keyProtection = { privateKey: KEY.privateKey, encryption };
  expect((await check({ keyProtection })).inputs).toMatchObject({ fingerprint });
  expect((await check({ privateKeyFile: "id" })).inputs).not.toHaveProperty("fingerprint");
});

it.each(["publicKey", "privateKeyFile", "privateKey"])(
  "names no property for a private key given as %s, because the engine would print it",
  async (property) => {
    const { failures } = await check({ [property]: KEY.privateKey, exposePrivateKey: property !== "publicKey" });
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(`^${property}:? is `) as unknown }]);
  },
);

it.each<[string, (pem: string) => string]>([
  ["in base64", (pem) => Buffer.from(pem).toString("base64")],
  ["in base64 for URLs", (pem) => Buffer.from(pem).toString("base64url")],
  ["escaped for a URL", encodeURIComponent],
  ["without its line ends", (pem) => pem.replaceAll("\n", "")],
])("takes no private key %s for the path of a file, which state holds in the clear", async (_, written) => {
  const { failures } = await check({ privateKeyFile: written(KEY.privateKey) });
  expect(failures).toEqual([
    { property: "", reason: "privateKeyFile: is a key, or several lines; give the path of the file to write one to" },
  ]);
});

it.each([
  ["~/id", /starts with "~"/],
  ["$HOME/id", /starts with a variable/],
  ["file:///secure/id", /is a URL/],
])("takes %s for no path of a file", async (privateKeyFile, why) => {
  expect((await check({ privateKeyFile })).failures).toEqual([
    { property: "", reason: expect.stringMatching(why) as unknown },
  ]);
});

it("wants another file for another kind of key", async () => {
  const olds = { name: "ops", privateKeyFile: "id" };
  const reason = expect.stringMatching(/^algorithm: .*give another privateKeyFile as well/) as unknown;
  const same = await check({ ...olds, algorithm: "ed25519" }, olds);
  expect(same.failures).toEqual([{ property: "", reason }]);
  expect((await check({ ...olds, algorithm: "ed25519", privateKeyFile: "id2" }, olds)).failures).toEqual([]);
  expect((await check({ ...olds, algorithm: "rsa-3072" }, olds)).failures).toEqual([]);
  expect((await check({ ...olds, algorithm: UNKNOWN }, olds)).failures).toEqual([]);
  expect((await check(olds, { ...olds, algorithm: "ed25519" })).failures).toEqual([]);
});

it("names property and fix of what is wrong, and repeats no secret", async () => {
  const { failures } = await check({ name: "a b", publicKey: KEY.privateKey, colour: "red" });
  expect(failures).toEqual([
    { property: "", reason: expect.stringMatching(/^name: is not the name of a key pair/) as unknown },
    { property: "", reason: expect.stringMatching(/^publicKey: is a private key/) as unknown },
    {
      property: "",
      reason:
        "colour is not an input of this resource: check the spelling; if a newer pulumi-huaweicloud-kps brought it, install that where the program runs",
    },
  ]);
  expect((await check({})).failures).toMatchObject([
    { property: "", reason: expect.stringMatching(/nowhere/) as unknown },
  ]);
  expect(JSON.stringify(failures)).not.toContain(KEY.privateKey.split("\n")[1]);
});

describe("a name that is made while a pair has it already", () => {
  const nameOf = async (news: Record<string, unknown>, olds?: Record<string, unknown>) =>
    (await check(news, olds)).inputs["name"] as string;
  const inputs = { algorithm: "ed25519", keyProtection: { encryption } };

  it("is another one for the pair that takes its place, the same each time, and its own again after that", async () => {
    const first = await bench.pair.up(inputs);
    const successor = await nameOf(inputs);
    expect(successor).toMatch(/^ops-[0-9a-f]{7}$/);
    expect(successor).not.toBe(first.id);
    expect(await nameOf(inputs)).toBe(successor);
    expect(await nameOf(inputs, first.inputs)).toBe(first.id);
    bench.emulator.control.reset({ keyPairs: [{ name: successor, publicKey: KEY.publicKey }] });
    expect(await nameOf(inputs)).toBe(first.id);
  });

  it("stays where the creation finds its own pair: by the key in its file, or an identical one it may adopt", async () => {
    const inFile = { algorithm: "ed25519", privateKeyFile: join(folder(), "id") };
    const made = await bench.pair.up(inFile);
    expect(await nameOf(inFile)).toBe(made.id);
    const given = { publicKey: KEY.publicKey };
    const imported = await bench.pair.up(given);
    expect(await nameOf({ ...given, adopt: "ifIdentical" })).toBe(imported.id);
    expect(await nameOf(given)).not.toBe(imported.id);
  });

  it("stays while nobody answers whether it is taken", async () => {
    const first = await bench.pair.up(inputs);
    for (const operation of ["ListKeypairDetail", "ListKeypairs"]) {
      bench.emulator.control.fault({ operation, status: 403, body: { error_code: "KPS.9003" } });
    }
    expect(await nameOf(inputs)).toBe(first.id);
    bench.emulator.control.fault({ operation: "ListKeypairDetail", cut: "before" });
    expect(await nameOf(inputs)).toBe(first.id);
  });
});
