import { fingerprintOf, parsePublicKey, publicKeyLine, samePublicKey } from "../../provider/src/model/publicKey";
import { publicHalf } from "../../provider/src/model/privateKey";
import { newSshKey } from "../support/sshKey";

const { publicKey, privateKey } = newSshKey();

it("compares type and body, not comment, spaces or padding", () => {
  expect(samePublicKey(publicKey, `  ${publicKey.replace(" ", "   ")} Generated-by-Nova\n`)).toBe(true);
  expect(samePublicKey(publicKey, newSshKey().publicKey)).toBe(false);
  expect(samePublicKey(publicKey, undefined)).toBe(false);
  expect(samePublicKey("nonsense", "nonsense")).toBe(false);
});

it("has one form of a line to send, whatever stands between its words", () => {
  const type = "ssh-rsa";
  const body = Buffer.from(`\0\0\0\u0007${type}ab`).toString("base64");
  const unpadded = body.replace("==", "");
  expect(unpadded).not.toBe(body);
  for (const between of [" ", "\t\t", "\u00a0", " \u2003", "\r", "\u2028"]) {
    expect(publicKeyLine(`\ufeff${[type, unpadded, "me@home", "laptop"].join(between)}\r\n`)).toBe(
      `${type} ${body} me@home laptop`,
    );
  }
  expect(publicKeyLine(" nonsense\t1 ")).toBe("nonsense\t1");
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
