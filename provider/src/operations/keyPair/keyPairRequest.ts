import type { Algorithm } from "../../model/algorithm";
import type { KeyProtectionInput } from "../../model/keyProtection";

/** A key pair that is to exist. */
export interface KeyPairRequest {
  name: string;
  /** The key to import; undefined: one is generated, or the one in `privateKeyFile` is used. */
  publicKey: string | undefined;
  algorithm: Algorithm | undefined;
  scope: "user" | "account" | undefined;
  userId: string | undefined;
  description: string | undefined;
  keyProtection: KeyProtectionInput | undefined;
  privateKeyFile: string | undefined;
  exposePrivateKey: boolean;
  adopt: "never" | "ifIdentical";
}
