import { generateKeyPairSync } from "node:crypto";
import sshpk from "sshpk";
import type { KeyTexts } from "./bench";

type Kind = "ed25519" | "rsa-2048" | "rsa-3072" | "rsa-4096" | "ecdsa-p256" | "ecdsa-p384" | "ecdsa-p521";

/** The kinds of keys that key pairs can have. */
export const keyKinds: Kind[] = [
  "ed25519",
  "rsa-2048",
  "rsa-3072",
  "rsa-4096",
  "ecdsa-p256",
  "ecdsa-p384",
  "ecdsa-p521",
];

/** A new key pair; the private half in the format of OpenSSH, which every client reads. */
export function newSshKey(kind: Kind = "ed25519", comment = ""): KeyTexts {
  const key = sshpk.parsePrivateKey(privateKeyOf(kind), "pem");
  const half = key.toPublic();
  half.comment = comment;
  return { privateKey: key.toString("openssh"), publicKey: half.toString("ssh").trim() };
}

/** The same private key in the format of OpenSSH. */
export function forSsh(privateKey: string): string {
  return sshpk.parsePrivateKey(privateKey, "auto").toString("openssh");
}

function privateKeyOf(kind: Kind): string {
  const [type = "", size = ""] = kind.split("-");
  const { privateKey } =
    type === "ed25519"
      ? generateKeyPairSync("ed25519")
      : type === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: Number(size) })
        : generateKeyPairSync("ec", { namedCurve: `P-${size.slice(1)}` });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
