import { createPrivateKey, createPublicKey } from "node:crypto";
import { type Key, parseKey, parsePrivateKey } from "sshpk";
import { privateKeyText } from "./privateKeyText";

/** A private key that can be used as it is, or why a text is none. */
export type ReadPrivateKey =
  | {
      /** As in its file: PEM, or OpenSSH's own form. Secret. */
      readonly privateKey: string;
      /** "ssh-rsa AAAA...", no comment. */
      readonly publicKey: string;
    }
  | {
      /** The end of a sentence that begins with where the text is from; repeats nothing of it. */
      readonly fault: string;
    };

/** The unencrypted private key in a text, in any of the forms in which people and CI systems hand it over. */
export function readPrivateKey(text: string): ReadPrivateKey {
  const found = privateKeyText(text);
  if ("fault" in found) {
    return found;
  }
  try {
    const [type, body] = publicKeyOf(found.pem).toString("ssh").split(" ");
    return type === undefined || body === undefined
      ? { fault: unreadable(found.pem) }
      : { privateKey: found.pem, publicKey: `${type} ${body}` };
  } catch {
    return { fault: unreadable(found.pem) };
  }
}

/**
 * The public half ("ssh-rsa AAAA...", no comment) of the private key in a text. Returns undefined when there is no such
 * key; never repeats any of it.
 */
export function publicHalf(text: string): string | undefined {
  const read = readPrivateKey(text);
  return "fault" in read ? undefined : read.publicKey;
}

/** Node works out the public half of an Ed25519 key ten times faster than sshpk, but reads no OpenSSH form. */
function publicKeyOf(pem: string): Key {
  if (pem.includes("BEGIN OPENSSH PRIVATE KEY")) {
    return parsePrivateKey(pem, "ssh-private").toPublic();
  }
  const spki = createPublicKey(createPrivateKey(pem)).export({ type: "spki", format: "pem" });
  return parseKey(spki, "pem");
}

function unreadable(pem: string): string {
  const bytes = Buffer.from(pem.replace(/-----[^-]*-----/g, ""), "base64");
  const magic = "openssh-key-v1\0";
  if (bytes.toString("latin1", 0, magic.length) === magic) {
    const length = bytes.length < magic.length + 4 ? 0 : bytes.readUInt32BE(magic.length);
    const cipher = bytes.toString("latin1", magic.length + 4, magic.length + 4 + Math.min(length, 64));
    return cipher === "none"
      ? "holds a private key that is cut off or damaged"
      : "holds a private key that is encrypted with a passphrase; make a copy and remove it there: `ssh-keygen -p -f <copy>`";
  }
  return "holds a private key that is cut off or damaged, or of a kind that cannot be used";
}

/** Whether a text looks like a private key, of whatever kind. */
export function looksLikePrivateKey(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text);
}

/** Whether a text that should only name a place looks like key material itself: a key of whatever form, or its bare base64. */
export function looksLikeKeyMaterial(text: string): boolean {
  return (
    /[\r\n]|-----BEGIN|PuTTY-User-Key-File/.test(text) ||
    /^(ssh|ecdsa)-\S+ AAAA|^LS0tLS1CRUdJT/.test(text) ||
    /^[A-Za-z0-9+][A-Za-z0-9+/]{59,}={0,2}$/.test(text)
  );
}
