import { createHash } from "node:crypto";

/** A public key without its comment: its type and its base64 body. */
export interface PublicKey {
  type: string;
  body: string;
}

/** Type and body of a public key line ("ssh-ed25519 AAAA... comment"); undefined when it is not one. */
export function parsePublicKey(line: string): PublicKey | undefined {
  const [type, body] = wordsOf(line);
  if (type === undefined || body === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) {
    return undefined;
  }
  const blob = Buffer.from(body, "base64");
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : -1;
  const inner = length > 0 && length <= blob.length - 4 ? blob.subarray(4, 4 + length).toString("latin1") : undefined;
  return inner === type ? { type, body: body.split("=", 1)[0] ?? "" } : undefined;
}

/**
 * A public key line in the one form that is sent: type, body and comment with a space between, the body padded. Whatever
 * else separates words in what people paste (a tab, a no-break space, a carriage return) KPS refuses or keeps. What is no
 * public key stays as it is.
 */
export function publicKeyLine(line: string): string {
  const key = parsePublicKey(line);
  if (key === undefined) {
    return line.trim();
  }
  const [, , ...comment] = wordsOf(line);
  return [key.type, Buffer.from(key.body, "base64").toString("base64"), ...comment].join(" ");
}

function wordsOf(line: string): string[] {
  return line.trim().split(/\s+/);
}

/** Whether two public key lines are the same key: comments, spaces and padding do not count. */
export function samePublicKey(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) {
    return false;
  }
  const left = parsePublicKey(one);
  const right = parsePublicKey(other);
  return left !== undefined && right !== undefined && left.type === right.type && left.body === right.body;
}

/** Whether two texts hold different keys; of texts that are no OpenSSH keys (x509) all that is known is whether they differ. */
export function isAnotherKey(one: string, other: string): boolean {
  return one !== other && !samePublicKey(one, other);
}

/** The fingerprint of a public key line as the service writes it: MD5 in hex pairs with colons. */
export function fingerprintOf(line: string): string | undefined {
  const key = parsePublicKey(line);
  if (key === undefined) {
    return undefined;
  }
  const hex = createHash("md5").update(Buffer.from(key.body, "base64")).digest("hex");
  return (hex.match(/../g) ?? []).join(":");
}
