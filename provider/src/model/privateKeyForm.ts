import { createPrivateKey, type KeyObject } from "node:crypto";
import { parsePrivateKey, PrivateKey } from "sshpk";
import { privateKeyText } from "./privateKeyText";

/** What precedes the 32 bytes of an Ed25519 private key in PKCS#8 (RFC 8410). */
const ED25519_PKCS8_HEADER = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * An unencrypted private key in the PEM form the service takes: one in OpenSSH's own form is written anew (RSA as
 * PKCS#1, ECDSA as SEC 1, Ed25519 as PKCS#8), any other is only freed of how a CI system may have wrapped it.
 */
export function asPem(text: string): string {
  const privateKey = unwrapped(text);
  if (!isOpenSshForm(privateKey)) {
    return privateKey;
  }
  const key = parsePrivateKey(privateKey, "ssh-private");
  return isEd25519(key) ? ed25519Pem(key) : key.toString("pem");
}

/**
 * An unencrypted private key in the form every SSH client reads: Ed25519 in OpenSSH's own (ssh before 9.6 reads no other
 * for it), any other is only freed of how a CI system may have wrapped it.
 */
export function asSshPrivateKey(text: string): string {
  const privateKey = unwrapped(text);
  if (isOpenSshForm(privateKey)) {
    return privateKey;
  }
  const key = createPrivateKey(privateKey);
  return key.asymmetricKeyType === "ed25519" ? ed25519InOpenSshForm(key) : privateKey;
}

/** Node works out the public half, which stands in this form too, ten times faster than sshpk. */
function ed25519InOpenSshForm(ed25519: KeyObject): string {
  const { x, d } = ed25519.export({ format: "jwk" });
  const part = (name: "A" | "k", text = "") => ({ name, data: Buffer.from(text, "base64url") });
  const key = new PrivateKey({ type: "ed25519", parts: [part("A", x), part("k", d)] });
  key.comment = "";
  return key.toString("openssh");
}

function unwrapped(text: string): string {
  const found = privateKeyText(text);
  return "pem" in found ? found.pem : text;
}

function isOpenSshForm(privateKey: string): boolean {
  return privateKey.includes("BEGIN OPENSSH PRIVATE KEY");
}

function isEd25519(key: PrivateKey): boolean {
  return key.toPublic().toString("ssh").startsWith("ssh-ed25519 ");
}

function ed25519Pem(key: PrivateKey): string {
  const secret = key.parts.find(({ name }) => name === "k")?.data.subarray(0, 32);
  if (secret?.length !== 32) {
    throw new Error("the Ed25519 private key is incomplete");
  }
  const der = Buffer.concat([ED25519_PKCS8_HEADER, secret]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" })
    .export({ type: "pkcs8", format: "pem" })
    .toString();
}
