import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { parsePrivateKey } from "sshpk";
import { publicHalf } from "../../provider/src/model/privateKey";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed25519 = generateKeyPairSync("ed25519");
const ecdsa = ["P-256", "P-384", "P-521"].map((namedCurve) => generateKeyPairSync("ec", { namedCurve }));

function pem(key: KeyObject, type: "pkcs1" | "pkcs8" | "sec1"): string {
  return key.export({ type, format: "pem" }).toString();
}

const keys: [string, string][] = [
  ["RSA as PKCS#1", pem(rsa.privateKey, "pkcs1")],
  ["RSA as PKCS#8", pem(rsa.privateKey, "pkcs8")],
  ["Ed25519 as PKCS#8", pem(ed25519.privateKey, "pkcs8")],
  ...ecdsa.flatMap(({ privateKey }): [string, string][] => [
    ["ECDSA as SEC 1", pem(privateKey, "sec1")],
    ["ECDSA as PKCS#8", pem(privateKey, "pkcs8")],
  ]),
];

test.each(keys)("%s: the half that sshpk finds, also in OpenSSH's own form", (_, privateKey) => {
  const key = parsePrivateKey(privateKey, "auto");
  const expected = key.toPublic().toString("ssh").split(" ").slice(0, 2).join(" ");
  expect(publicHalf(privateKey)).toBe(expected);
  expect(publicHalf(key.toString("openssh"))).toBe(expected);
});

test.each([
  ["nothing", ""],
  ["a password", "hunter2"],
  ["a public key", ed25519.publicKey.export({ type: "spki", format: "pem" }).toString()],
  ["an encrypted key", rsa.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })],
  ["a key that is cut", pem(rsa.privateKey, "pkcs1").slice(0, 400)],
  [
    "an OpenSSH form that is cut",
    parsePrivateKey(pem(rsa.privateKey, "pkcs1"), "pem").toString("openssh").slice(0, 400),
  ],
])("%s has no public half", (_, text) => {
  expect(publicHalf(text.toString())).toBeUndefined();
});
