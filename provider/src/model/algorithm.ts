import { parseKey } from "sshpk";
import { parsePublicKey } from "./publicKey";

/** Kinds of keys that can be generated. */
export const ALGORITHMS = [
  "rsa-2048",
  "rsa-3072",
  "rsa-4096",
  "ed25519",
  "ecdsa-p256",
  "ecdsa-p384",
  "ecdsa-p521",
] as const;

/** A kind of key: its type and its size or curve. */
export type Algorithm = (typeof ALGORITHMS)[number];

/** What is generated when nothing is said. */
export const DEFAULT_ALGORITHM: Algorithm = "rsa-3072";

const FIXED: Readonly<Record<string, string>> = {
  "ssh-ed25519": "ed25519",
  "ssh-dss": "dsa",
  "ecdsa-sha2-nistp256": "ecdsa-p256",
  "ecdsa-sha2-nistp384": "ecdsa-p384",
  "ecdsa-sha2-nistp521": "ecdsa-p521",
};

/**
 * The kind of a public key line, in the words of ALGORITHMS; other kinds as "dsa" or "rsa-1024". Undefined when the
 * line is not the public key of a known kind.
 */
export function algorithmOf(publicKey: string): string | undefined {
  const key = parsePublicKey(publicKey);
  if (key === undefined) {
    return undefined;
  }
  try {
    const parsed = parseKey(`${key.type} ${key.body}`, "ssh");
    return key.type === "ssh-rsa" ? `rsa-${parsed.size}` : FIXED[key.type];
  } catch {
    return undefined;
  }
}
