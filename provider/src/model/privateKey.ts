import { createPrivateKey, createPublicKey } from "node:crypto";
import { type Key, parseKey, parsePrivateKey } from "sshpk";

/**
 * The public half ("ssh-rsa AAAA...", no comment) of an unencrypted private key in PEM or OpenSSH form.
 * Returns undefined when the text is not such a key; never repeats any of it.
 */
export function publicHalf(privateKey: string): string | undefined {
  try {
    const [type, body] = publicKeyOf(privateKey).toString("ssh").split(" ");
    return type === undefined || body === undefined ? undefined : `${type} ${body}`;
  } catch {
    return undefined;
  }
}

/** Node works out the public half of an Ed25519 key ten times faster than sshpk, but reads no OpenSSH form. */
function publicKeyOf(privateKey: string): Key {
  if (privateKey.includes("BEGIN OPENSSH PRIVATE KEY")) {
    return parsePrivateKey(privateKey, "ssh-private").toPublic();
  }
  const spki = createPublicKey(createPrivateKey(privateKey)).export({ type: "spki", format: "pem" });
  return parseKey(spki, "pem");
}

/** Whether a text looks like a private key, of whatever kind. */
export function looksLikePrivateKey(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text);
}

/** Whether a text that should only name a place looks like key material itself: a key of whatever form, or its bare base64. */
export function looksLikeKeyMaterial(text: string): boolean {
  return (
    /[\r\n]|-----BEGIN |PuTTY-User-Key-File/.test(text) ||
    /^(ssh|ecdsa)-\S+ AAAA/.test(text) ||
    /^[A-Za-z0-9+][A-Za-z0-9+/]{59,}={0,2}$/.test(text)
  );
}
