import { newSshKey } from "../../support/sshKey";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

const KEY = newSshKey();
const encryption = { type: "default" };
const kms = { type: "kms", kmsKeyId: "0d0466b0-e727-4d9c-b35d-f84bb474a37f" };
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});

const olds = {
  name: "ops",
  publicKey: `${KEY.publicKey} theirs`,
  algorithm: "ed25519",
  scope: "account",
  userId: "u1",
  description: "d",
  managed: true,
  keyProtection: { encryption },
  fingerprint: "aa",
};
const news = { name: "ops", keyProtection: { encryption } };

it.each<[string, Record<string, unknown>, Record<string, unknown>, unknown]>([
  ["nothing", { __provider: "1" }, { __provider: "2", resourceUrn: "u", fingerprint: "bb" }, { changes: false }],
  ["a comment of the key", {}, { publicKey: `${KEY.publicKey} mine` }, { changes: false }],
  [
    "the same, said explicitly",
    {},
    { algorithm: "ed25519", scope: "account", userId: "u1", description: "d" },
    { changes: false },
  ],
  ["another description", {}, { description: "e" }, { changes: true }],
  ["no description any more", { description: undefined }, { description: "" }, { changes: false }],
  ["another encryption", {}, { keyProtection: { encryption: kms } }, { changes: true }],
  ["keyProtection removed", {}, { keyProtection: undefined }, { changes: true }],
  ["a hosted key that was cleared", { managed: false }, {}, { changes: true }],
  ["a file", {}, { privateKeyFile: "id" }, { changes: true }],
  ["exposePrivateKey", {}, { exposePrivateKey: true }, { changes: true }],
  ["adopt", {}, { adopt: "ifIdentical" }, { changes: true }],
  ["forceDelete", {}, { forceDelete: true }, { changes: true }],
  ["timeouts", {}, { timeouts: { delete: "1m" } }, { changes: true }],
  ["a pair that is not settled", { settled: false }, {}, { changes: true }],
])("updates in place or not at all: %s", async (_, old, given, expected) => {
  expect(await bench.pair.diff({ ...olds, ...old }, { ...news, ...given })).toEqual(expected);
});

it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
  ["another key", {}, { publicKey: newSshKey().publicKey }, ["publicKey"]],
  [
    "another private key to host",
    {},
    { keyProtection: { encryption, privateKey: newSshKey().privateKey } },
    ["publicKey"],
  ],
  ["another algorithm", {}, { algorithm: "rsa-4096" }, ["algorithm"]],
  ["another scope", {}, { scope: "user" }, ["scope"]],
  ["another owner", {}, { userId: "u2" }, ["userId"]],
  ["a key made anew elsewhere", { replacedElsewhere: true }, {}, ["publicKey"]],
])("replaces, the old one first when the name stays: %s", async (_, old, given, replaces) => {
  const diff = await bench.pair.diff({ ...olds, ...old }, { ...news, ...given });
  expect(diff).toEqual({ changes: true, replaces, deleteBeforeReplace: true });
});

it("creates first when the name changes as well", async () => {
  const given = { ...news, name: "ops-2", scope: "user" };
  expect(await bench.pair.diff(olds, given)).toEqual({
    changes: true,
    replaces: ["scope", "name"],
    deleteBeforeReplace: false,
  });
});
