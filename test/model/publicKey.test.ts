import { fingerprintOf, parsePublicKey, samePublicKey } from "../../provider/src/model/publicKey";
import { publicHalf } from "../../provider/src/model/privateKey";
import { newSshKey } from "../support/sshKey";

const { publicKey, privateKey } = newSshKey();

it("compares type and body, not comment, spaces or padding", () => {
  expect(samePublicKey(publicKey, `  ${publicKey.replace(" ", "   ")} Generated-by-Nova\n`)).toBe(true);
  expect(samePublicKey(publicKey, newSshKey().publicKey)).toBe(false);
  expect(samePublicKey(publicKey, undefined)).toBe(false);
  expect(samePublicKey("nonsense", "nonsense")).toBe(false);
});

it("takes nothing for a public key whose body names another type", () => {
  expect(parsePublicKey(publicKey.replace("ssh-ed25519", "ssh-rsa"))).toBeUndefined();
  expect(parsePublicKey("ssh-rsa AAAA")).toBeUndefined();
});

it("writes the fingerprint as the service does", () => {
  const known = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
  expect(fingerprintOf(known)).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  expect(fingerprintOf(known)).toBe(fingerprintOf(`${known} comment`));
  expect(fingerprintOf("nonsense")).toBeUndefined();
});

it("finds the public half of a private key, and of nothing else", () => {
  expect(samePublicKey(publicHalf(privateKey), publicKey)).toBe(true);
  expect(publicHalf("-----BEGIN RSA PRIVATE KEY-----\nbroken\n-----END RSA PRIVATE KEY-----")).toBeUndefined();
  expect(publicHalf(publicKey)).toBeUndefined();
});
