import { z } from "zod";
import { optionalText, orNone, text, textUpTo } from "../wire/text";
import { optionalStateNumber } from "../wire/whole";

/** A public key of 16384 bits takes less. */
export const optionalPublicKey = orNone(textUpTo(8 * 1024));

/** What the list and the detail of key pairs have in common. */
export const keyPairWire = z.object({
  name: text,
  scope: optionalText,
  type: optionalText,
  public_key: optionalPublicKey,
  fingerprint: optionalText,
  is_key_protection: z.boolean().nullish(),
  frozen_state: optionalStateNumber.catch(undefined),
});

/** A key pair as lists show it. Texts are empty where the service left them out. */
export interface KeyPairSummary {
  readonly name: string;
  /** `domain` or `user`. */
  readonly scope?: string;
  /** `ssh` or `x509`. */
  readonly type?: string;
  readonly publicKey: string;
  /** MD5 with colons. */
  readonly fingerprint: string;
  /** Whether the service keeps the private key; absent where it does not say. */
  readonly isKeyProtection?: boolean;
  /** Bit mask; 0 = not frozen. */
  readonly frozenState?: number;
}

/** Names and shapes of ours for what both answers share. */
export function keyPairSummary(wire: z.output<typeof keyPairWire>): KeyPairSummary {
  return {
    name: wire.name,
    ...(wire.scope === undefined ? {} : { scope: wire.scope }),
    ...(wire.type === undefined ? {} : { type: wire.type }),
    publicKey: wire.public_key ?? "",
    fingerprint: wire.fingerprint ?? "",
    ...(typeof wire.is_key_protection === "boolean" ? { isKeyProtection: wire.is_key_protection } : {}),
    ...(wire.frozen_state === undefined ? {} : { frozenState: wire.frozen_state }),
  };
}
