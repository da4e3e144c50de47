import { keyPairInputsSchema } from "../../provider/src/model/keyPair";
import { keyPairFaults } from "../../provider/src/model/keyPairFaults";
import { UNKNOWN_VALUE } from "../../provider/src/model/unknownValue";
import { newSshKey } from "../support/sshKey";

const KEY = newSshKey();
const OTHER = newSshKey();
const encryption = { type: "default" };
const hosted = { encryption };
const withKey = { privateKey: KEY.privateKey, encryption };

it.each<[string, Record<string, unknown>]>([
  ["an imported key", { publicKey: KEY.publicKey }],
  ["an imported key that is hosted", { publicKey: `${KEY.publicKey} a comment`, keyProtection: withKey }],
  ["a private key to host alone", { keyProtection: withKey }],
  ["a generated key in a file", { privateKeyFile: "id", algorithm: "ed25519" }],
  ["a generated key that is hosted", { keyProtection: hosted }],
  ["a generated key as an output", { exposePrivateKey: true }],
  ["a generated key everywhere", { privateKeyFile: "id", keyProtection: hosted, exposePrivateKey: true }],
  ["sinks that are not known yet", { keyProtection: UNKNOWN_VALUE }],
  ["a key that is not known yet, hosted", { publicKey: UNKNOWN_VALUE, keyProtection: hosted }],
  ["a key that is not known yet, in a file", { publicKey: UNKNOWN_VALUE, privateKeyFile: "id" }],
  [
    "a private key that is not known yet",
    { publicKey: KEY.publicKey, keyProtection: { privateKey: UNKNOWN_VALUE, encryption } },
  ],
  ["keyProtection that is not known yet", { publicKey: KEY.publicKey, keyProtection: UNKNOWN_VALUE }],
])("finds nothing wrong with %s", (_, inputs) => {
  expect(keyPairFaults(inputs)).toEqual([]);
});

it.each<[string, Record<string, unknown>, string, RegExp]>([
  [
    "a private key with nowhere to go",
    {},
    "publicKey",
    /nowhere to go; add privateKeyFile.*keyProtection.*exposePrivateKey/,
  ],
  ["exposePrivateKey: false as the only sink", { exposePrivateKey: false }, "publicKey", /nowhere to go/],
  [
    "encryption without a private key",
    { publicKey: KEY.publicKey, keyProtection: hosted },
    "keyProtection.privateKey",
    /KPS.0002.*leave out publicKey/,
  ],
  [
    "a private key of another pair",
    { publicKey: OTHER.publicKey, keyProtection: withKey },
    "keyProtection.privateKey",
    /does not belong to publicKey/,
  ],
  [
    "a file for an imported key",
    { publicKey: KEY.publicKey, privateKeyFile: "id" },
    "privateKeyFile",
    /publicKey gives one/,
  ],
  [
    "an algorithm for an imported key",
    { publicKey: KEY.publicKey, algorithm: "ed25519" },
    "algorithm",
    /publicKey gives one/,
  ],
  [
    "exposing the private key of an imported key",
    { publicKey: KEY.publicKey, exposePrivateKey: true },
    "exposePrivateKey",
    /publicKey gives one/,
  ],
  [
    "a file beside a private key of one's own",
    { keyProtection: withKey, privateKeyFile: "id" },
    "privateKeyFile",
    /keyProtection.privateKey gives one/,
  ],
])("complains about %s", (_, inputs, property, reason) => {
  expect(keyPairFaults(inputs)).toEqual([{ property, reason: expect.stringMatching(reason) as unknown }]);
});

describe("each input by itself", () => {
  const issues = (inputs: Record<string, unknown>): string[] =>
    (keyPairInputsSchema.safeParse(inputs).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")} ${message}`,
    );

  it.each<[Record<string, unknown>, RegExp]>([
    [{ name: "a b" }, /^name is not the name of a key pair: 1 to 255 letters/],
    [{ name: "x".repeat(256) }, /^name is not the name of a key pair/],
    [{ publicKey: "ssh-rsa nonsense" }, /^publicKey is not a public key/],
    [{ scope: "domain" }, /^scope must be "user"/],
    [{ userId: "a user" }, /^userId is not the id of an IAM user/],
    [{ description: "x".repeat(256) }, /^description is longer than 255/],
    [{ keyProtection: { encryption: { type: "kms" } } }, /^keyProtection.encryption type "kms" needs the KMS key/],
    [{ keyProtection: { encryption: { type: "kms", kmsKeyId: "a", kmsKeyName: "b" } } }, /exactly one of them/],
    [{ keyProtection: { encryption: { type: "default", kmsKeyId: "a" } } }, /set type to "kms"/],
    [{ keyProtection: { encryption: { type: "aes" } } }, /^keyProtection.encryption.type must be "default"/],
    [{ keyProtection: { encryption, privateKey: "secret" } }, /^keyProtection.privateKey holds no private key/],
    [{ keyProtection: { encryption, privateKey: KEY.publicKey } }, /^keyProtection.privateKey holds a public key/],
    [{ keyProtection: { encryption, privateKey: "PuTTY-User-Key-File-3: x" } }, /puttygen/],
    [{ privateKeyFile: "" }, /^privateKeyFile must be the path/],
    [{ privateKeyFile: "~/.ssh/id" }, /^privateKeyFile starts with "~"/],
    [{ algorithm: "rsa-1024" }, /^algorithm must be one of rsa-2048, rsa-3072/],
    [{ adopt: "always" }, /^adopt must be "never" or "ifIdentical"/],
    [{ exposePrivateKey: "yes" }, /^exposePrivateKey must be true or false/],
    [{ timeouts: { create: "soon" } }, /^timeouts.create give a duration/],
  ])("%j", (inputs, expected) => {
    expect(issues(inputs)).toEqual([expect.stringMatching(expected)]);
  });

  it("takes every name of letters, digits, underscores and hyphens up to 255", () => {
    expect(issues({ name: `Ops_2026-${"x".repeat(246)}` })).toEqual([]);
  });

  it("repeats no private key", () => {
    const broken = KEY.privateKey.replace("END", "ENDE");
    const said = issues({ publicKey: KEY.privateKey, keyProtection: { encryption, privateKey: broken } }).join("\n");
    expect(said).toContain("is a private key");
    expect(said).not.toContain(KEY.privateKey.split("\n")[1]);
  });
});
