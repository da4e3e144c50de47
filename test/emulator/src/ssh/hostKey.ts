import { generateKeyPairSync } from "node:crypto";
import sshpk from "sshpk";

/** The key by which clients recognise an endpoint. */
export interface HostKey {
  /** In the format of OpenSSH. */
  privateKey: string;
  /** Type and base64 body, as in known_hosts. */
  publicKey: string;
}

/** A new Ed25519 host key. */
export function newHostKey(): HostKey {
  // Not made by ssh2: of the Ed25519 keys its generator makes, one in 256 cannot be read again.
  const { privateKey } = generateKeyPairSync("ed25519");
  const key = sshpk.parsePrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }), "pem");
  const [type = "", body = ""] = key.toPublic().toString("ssh").split(" ");
  return { privateKey: key.toString("openssh"), publicKey: `${type} ${body}` };
}
