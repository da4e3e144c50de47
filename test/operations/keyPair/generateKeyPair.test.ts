import { createPrivateKey } from "node:crypto";
import { ALGORITHMS, algorithmOf } from "../../../provider/src/model/algorithm";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { generateKeyPair } from "../../../provider/src/operations/keyPair/generateKeyPair";

// Making 4096 bits takes seconds, and is the same code.
const QUICK = ALGORITHMS.filter((algorithm) => algorithm !== "rsa-4096");

jest.setTimeout(60_000);

it.each(QUICK)("makes a %s key whose halves belong together", async (algorithm) => {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  expect(algorithmOf(publicKey)).toBe(algorithm);
  expect(publicHalf(privateKey)).toBe(publicKey);
  expect(publicKey.split(" ")).toHaveLength(2);
});

it("writes RSA and ECDSA as traditional PEM, and Ed25519 as OpenSSH does", async () => {
  const rsa = await generateKeyPair("rsa-2048");
  const ecdsa = await generateKeyPair("ecdsa-p256");
  expect(rsa.privateKey).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
  expect(ecdsa.privateKey).toMatch(/^-----BEGIN EC PRIVATE KEY-----/);
  expect(() => [createPrivateKey(rsa.privateKey), createPrivateKey(ecdsa.privateKey)]).not.toThrow();
  expect((await generateKeyPair("ed25519")).privateKey).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/);
});

it("never makes the same key twice", async () => {
  const [one, other] = await Promise.all([generateKeyPair("ed25519"), generateKeyPair("ed25519")]);
  expect(one.publicKey).not.toBe(other.publicKey);
});
