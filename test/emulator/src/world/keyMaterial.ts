import { createPrivateKey, createPublicKey, generateKeyPair } from "node:crypto";
import sshpk from "sshpk";
import { randomText, type Random } from "./random";

/** A public key as the service keeps it. */
export interface PublicKey {
  /** One line as in authorized_keys: type, base64 body and, if there was one, the comment. */
  line: string;
  /** Type and base64 body: what two texts of the same key have in common. */
  body: string;
  /** MD5 in hexadecimal pairs, joined by colons. */
  fingerprint: string;
  /** For example `RSA_2048` or `ED25519`. */
  algorithm: string;
}

/** A key pair whose private half is known. */
export interface KeyMaterial {
  publicKey: PublicKey;
  /** PEM text. */
  privateKey: string;
}

const rsaSizes = new Set([1024, 2048, 3072, 4096]);

/**
 * Reads a public key in the form of OpenSSH, which is one line.
 *
 * @returns undefined for a text that is no such key, or of a kind or size the service does not import
 */
export function readPublicKey(text: string): PublicKey | undefined {
  const line = text.trim();
  // Of several keys the first would be read, and all would be shown.
  if (/[\r\n]/.test(line)) {
    return undefined;
  }
  try {
    const key = sshpk.parseKey(line, "ssh");
    return key.type === "rsa" && !rsaSizes.has(key.size) ? undefined : describe(key, line);
  } catch {
    return undefined;
  }
}

/**
 * The public half of a private key.
 *
 * @param pem PEM text (PKCS#1, PKCS#8, SEC1 or OpenSSH), not encrypted
 * @returns undefined for a text that is no such key
 */
export function publicHalf(pem: string): PublicKey | undefined {
  try {
    const key = publicKeyOf(pem);
    key.comment = "";
    return describe(key, key.toString("ssh").trim());
  } catch {
    return undefined;
  }
}

/** Node's own code is ten times faster for Ed25519 than sshpk, but reads no OpenSSH form. */
function publicKeyOf(pem: string): sshpk.Key {
  if (pem.includes("BEGIN OPENSSH PRIVATE KEY")) {
    return sshpk.parsePrivateKey(pem, "ssh-private").toPublic();
  }
  const spki = createPublicKey(createPrivateKey(pem)).export({ type: "spki", format: "pem" });
  return sshpk.parseKey(spki, "pem");
}

function describe(key: sshpk.Key, line: string): PublicKey {
  const [type = "", body = ""] = key.toString("ssh").split(" ");
  return {
    line,
    body: `${type} ${body}`,
    fingerprint: key.fingerprint("md5").toString("hex"),
    algorithm: key.type === "ed25519" ? "ED25519" : `${key.type.toUpperCase()}_${key.size}`,
  };
}

/** Generates RSA 2048 as the service does. */
export function generateRsa(): Promise<KeyMaterial> {
  return new Promise((resolve, reject) => {
    generateKeyPair("rsa", { modulusLength: 2048 }, (error, _public, privateKey) => {
      if (error) {
        reject(error);
      } else {
        resolve(material(privateKey.export({ type: "pkcs1", format: "pem" }).toString()));
      }
    });
  });
}

/** An Ed25519 pair that is the same for the same generator: quick enough to fill a world at the start. */
export function seededEd25519(random: Random): KeyMaterial {
  const header = Buffer.from("302e020100300506032b657004220420", "hex");
  const secret = Buffer.from(randomText(random, 64), "hex");
  const key = createPrivateKey({ key: Buffer.concat([header, secret]), format: "der", type: "pkcs8" });
  return material(key.export({ type: "pkcs8", format: "pem" }).toString());
}

function material(privateKey: string): KeyMaterial {
  const publicKey = publicHalf(privateKey);
  if (publicKey === undefined) {
    throw new Error("a key made here could not be read back");
  }
  return { publicKey, privateKey };
}
