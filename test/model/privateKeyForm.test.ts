import { createPrivateKey } from "node:crypto";
import { asPem, asSshPrivateKey } from "../../provider/src/model/privateKeyForm";
import { publicHalf } from "../../provider/src/model/privateKey";
import { generateKeyPair } from "../../provider/src/operations/keyPair/generateKeyPair";
import { newSshKey } from "../support/sshKey";
import { parsePrivateKey } from "sshpk";

it("writes an Ed25519 key for ssh clients and back for the service without touching the key", () => {
  const { privateKey, publicKey } = newSshKey();
  const ssh = asSshPrivateKey(privateKey);
  expect(ssh).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
  expect(publicHalf(ssh)).toBe(publicKey);
  expect(asPem(ssh)).toBe(privateKey);
});

it.each(["rsa-2048", "ecdsa-p256", "ecdsa-p521"] as const)("turns OpenSSH's form of %s into PEM", async (algorithm) => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const openssh = parsePrivateKey(privateKey, "auto").toString("openssh");
  const pem = asPem(openssh);
  expect(pem).toMatch(/^-----BEGIN (RSA|EC) PRIVATE KEY-----\n/);
  expect(() => createPrivateKey(pem)).not.toThrow();
  expect(publicHalf(pem)).toBe(publicKey);
});

it("leaves PEM as it is", async () => {
  const { privateKey } = await generateKeyPair("ecdsa-p256");
  expect(asPem(privateKey)).toBe(privateKey);
  expect(asSshPrivateKey(privateKey)).toBe(privateKey);
});
