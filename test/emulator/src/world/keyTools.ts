import { generateRsa, publicHalf, readPublicKey, type KeyMaterial, type PublicKey } from "./keyMaterial";

/** How the service reads and makes keys. */
export interface KeyTools {
  /** Undefined for a text that is no public key the service imports. */
  readPublicKey(text: string): PublicKey | undefined;
  /** The public half of a private key; undefined for a text that is no unencrypted one. */
  publicHalf(pem: string): PublicKey | undefined;
  /** A new key pair. */
  generate(): Promise<KeyMaterial>;
}

/** Reads every key anew, and generates RSA 2048 as the service does. */
export const keyTools: KeyTools = { readPublicKey, publicHalf, generate: generateRsa };
