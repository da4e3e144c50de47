import { generateKeyPairSync } from "node:crypto";
import { parsePrivateKey } from "sshpk";
import { algorithmOf } from "../../provider/src/model/algorithm";
import { publicKeyFault } from "../../provider/src/model/publicKeyFault";
import { newSshKey } from "../support/sshKey";

const ED25519 = newSshKey();
const rsa = (bits: number): string => line(generateKeyPairSync("rsa", { modulusLength: bits }).privateKey);
const ec = (curve: string): string => line(generateKeyPairSync("ec", { namedCurve: curve }).privateKey);

function line(key: ReturnType<typeof generateKeyPairSync>["privateKey"]): string {
  return parsePrivateKey(key.export({ type: "pkcs8", format: "pem" }), "auto")
    .toPublic()
    .toString("ssh");
}

/** A DSA key is slow to make, and its numbers do not matter here: the reader only takes it apart. */
function dsa(): string {
  const part = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const number = (size: number): Buffer => part(Buffer.concat([Buffer.from([0]), Buffer.alloc(size, 0xf1)]));
  const blob = Buffer.concat([part(Buffer.from("ssh-dss")), number(128), number(20), number(128), number(128)]);
  return `ssh-dss ${blob.toString("base64")}`;
}

it.each([
  ["rsa-2048", rsa(2048)],
  ["rsa-3072", rsa(3072)],
  ["ed25519", `${ED25519.publicKey} me@home`],
  ["ecdsa-p256", ec("P-256")],
  ["ecdsa-p384", ec("P-384")],
  ["ecdsa-p521", ec("P-521")],
  ["dsa", dsa()],
])("takes %s and names its kind", (algorithm, publicKey) => {
  expect(publicKeyFault(publicKey)).toBeUndefined();
  expect(algorithmOf(publicKey)).toBe(algorithm);
});

it.each<[string, string, RegExp]>([
  [
    "an RSA key that is too small",
    rsa(1024),
    /^is an RSA key of 1024 bits; KPS imports RSA keys of 2048, 3072 or 4096/,
  ],
  ["a private key", ED25519.privateKey, /^is a private key; give its public half/],
  ["a PuTTY private key", "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none", /^is a private key/],
  ["a PEM public key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", /ssh-keygen -i/],
  ["an RFC 4716 public key", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", /ssh-keygen -i/],
  ["any text", "hello", /^is not a public key in OpenSSH form/],
  ["nothing", "", /^is not a public key in OpenSSH form/],
  ["a truncated key", ED25519.publicKey.slice(0, -12), /cannot be imported or read/],
  ["two keys at once", `${ED25519.publicKey}\n${newSshKey().publicKey}`, /it is one line/],
  ["a kind KPS does not know", securityKey(), /^is of type sk-ssh-ed25519@openssh.com/],
  [
    "a comment that makes it too long",
    `${ED25519.publicKey} ${"x".repeat(1000)}`,
    /is 1081 bytes long.*shorten its comment/,
  ],
])("says what is wrong with %s and how to cure it", (_, publicKey, message) => {
  expect(publicKeyFault(publicKey)).toMatch(message);
});

it("repeats nothing of a private key", () => {
  const fault = publicKeyFault(ED25519.privateKey) ?? "";
  for (const part of ED25519.privateKey.split("\n").slice(1, -2)) {
    expect(fault).not.toContain(part);
  }
});

function securityKey(): string {
  const type = "sk-ssh-ed25519@openssh.com";
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return `${type} ${Buffer.concat([length, Buffer.from(type), Buffer.alloc(40)]).toString("base64")}`;
}
