import { generateKeyPairSync } from "node:crypto";
import { parseKey } from "sshpk";

/** A key for tests: the private half as PEM, the public half as an OpenSSH line without comment. */
export interface SshKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** Makes a new Ed25519 key. */
export function newSshKey(): SshKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const [type, body] = parseKey(publicKey, "pem").toString("ssh").split(" ");
  return { privateKey, publicKey: `${String(type)} ${String(body)}` };
}
