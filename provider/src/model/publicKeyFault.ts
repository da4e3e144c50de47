import { ALGORITHMS, algorithmOf } from "./algorithm";
import { looksLikePrivateKey } from "./privateKey";
import { parsePublicKey, publicKeyLine } from "./publicKey";

/** What KPS imports: what can be generated, and DSA. */
const IMPORTABLE: readonly string[] = [...ALGORITHMS, "dsa"];

/** Longer lines do not get into servers. */
const LONGEST_BYTES = 1024;

/**
 * Why a text cannot be imported as a public key, and how to cure it; undefined when it can be. Repeats nothing of the
 * text: it may be a private key. The kinds are those of the "Importing a Key Pair" page of the DEW user guide.
 */
export function publicKeyFault(text: string): string | undefined {
  if (looksLikePrivateKey(text) || /^\s*PuTTY-User-Key-File/.test(text)) {
    return "is a private key; give its public half here (`ssh-keygen -y -f <file>` writes it), and the private key as keyProtection.privateKey if KPS is to host it";
  }
  if (/BEGIN (SSH2 |RSA )?PUBLIC KEY/.test(text)) {
    return 'is not in OpenSSH form; convert it with `ssh-keygen -i -f <file>` (add `-m PKCS8` for "BEGIN PUBLIC KEY")';
  }
  const key = parsePublicKey(text);
  if (key === undefined || text.trim().includes("\n")) {
    return 'is not a public key in OpenSSH form; it is one line such as "ssh-ed25519 AAAAC3Nza... comment"';
  }
  const algorithm = algorithmOf(text);
  if (algorithm === undefined) {
    return `is of type ${key.type} and cannot be imported or read; KPS imports RSA, ECDSA (nistp256, nistp384, nistp521), Ed25519 and DSA keys`;
  }
  if (!IMPORTABLE.includes(algorithm)) {
    return `is ${algorithm.replace("rsa-", "an RSA key of ")} bits; KPS imports RSA keys of 2048, 3072 or 4096 bits`;
  }
  const bytes = Buffer.byteLength(publicKeyLine(text));
  return bytes > LONGEST_BYTES
    ? `is ${bytes} bytes long, and servers take at most ${LONGEST_BYTES}; shorten its comment`
    : undefined;
}
