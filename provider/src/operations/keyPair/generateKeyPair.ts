import { generateKeyPair as generate, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { Algorithm } from "../../model/algorithm";
import { publicHalf } from "../../model/privateKey";
import { asSshPrivateKey } from "../../model/privateKeyForm";

/** A key pair whose private half is at hand. */
export interface KeyMaterial {
  /** "ssh-rsa AAAA..." without a comment. */
  publicKey: string;
  /** Unencrypted, in a form every SSH client reads. Secret. */
  privateKey: string;
}

/** Makes a new key pair. */
export type GenerateKeyPair = (algorithm: Algorithm) => Promise<KeyMaterial>;

const generateAsync = promisify(generate);

/** Generates a key pair in this process, off the main thread. RSA is PKCS#1, ECDSA SEC 1, Ed25519 OpenSSH's own form. */
export async function generateKeyPair(algorithm: Algorithm): Promise<KeyMaterial> {
  const privateKey = asSshPrivateKey(await privatePem(algorithm));
  const publicKey = publicHalf(privateKey);
  if (publicKey === undefined) {
    throw new Error(`the generated ${algorithm} key cannot be read back`);
  }
  return { publicKey, privateKey };
}

async function privatePem(algorithm: Algorithm): Promise<string> {
  switch (algorithm) {
    case "rsa-2048":
    case "rsa-3072":
    case "rsa-4096": {
      const pair = await generateAsync("rsa", { modulusLength: Number(algorithm.slice("rsa-".length)) });
      return pem(pair.privateKey, "pkcs1");
    }
    case "ed25519":
      return pem((await generateAsync("ed25519")).privateKey, "pkcs8");
    case "ecdsa-p256":
    case "ecdsa-p384":
    case "ecdsa-p521": {
      const pair = await generateAsync("ec", { namedCurve: `P-${algorithm.slice("ecdsa-p".length)}` });
      return pem(pair.privateKey, "sec1");
    }
  }
}

function pem(key: KeyObject, type: "pkcs1" | "pkcs8" | "sec1"): string {
  return key.export({ type, format: "pem" }).toString();
}
