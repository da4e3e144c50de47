import type { PublicKey } from "./keyMaterial";

/** A key pair as the service keeps it. */
export interface KeyPair {
  name: string;
  id: number;
  type: "ssh" | "x509";
  /** `domain` = every user of the account may use it, `user` = only its owner. */
  scope: "domain" | "user";
  userId: string;
  description: string;
  publicKey: PublicKey;
  /** PEM text, only when the service hosts it. */
  privateKey?: string;
  /** The KMS key that protects a hosted private key. */
  kmsKeyId?: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt?: number;
}
