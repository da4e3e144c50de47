import { isPlainObject, type PlainObject } from "../../model/plainObject";
import { publicHalf } from "../../model/privateKey";
import { parsePublicKey } from "../../model/publicKey";
import { UNKNOWN_VALUE } from "../../model/unknownValue";

/** The inputs that make another key pair, as texts to compare: a key without its comment, UNKNOWN_VALUE not known yet. */
export interface ReplacingInputs {
  publicKey: string | undefined;
  algorithm: string | undefined;
  scope: string | undefined;
  userId: string | undefined;
}

/** Those of a KeyPair, from inputs or outputs as they came. */
export function replacingInputs(inputs: PlainObject): ReplacingInputs {
  const text = (key: string): string | undefined => {
    const value = inputs[key];
    return typeof value === "string" ? value : undefined;
  };
  return {
    publicKey: comparedKey(inputs),
    algorithm: text("algorithm"),
    scope: text("scope"),
    userId: text("userId"),
  };
}

/** Which of the given inputs differ; one that is left out has no opinion. */
export function differing(before: ReplacingInputs, now: ReplacingInputs): (keyof ReplacingInputs)[] {
  const keys = ["publicKey", "algorithm", "scope", "userId"] as const;
  return keys.filter((key) => now[key] !== undefined && now[key] !== before[key]);
}

/**
 * The public key given, itself or as the half of the private key to host. A keyProtection that is not known at all is
 * taken to bring no key: what is not known about it is nearly always a KMS key made in the same program.
 */
function comparedKey({ publicKey, keyProtection }: PlainObject): string | undefined {
  if (typeof publicKey === "string") {
    const key = parsePublicKey(publicKey);
    return key === undefined ? publicKey : `${key.type} ${key.body}`;
  }
  const privateKey = isPlainObject(keyProtection) ? keyProtection["privateKey"] : undefined;
  if (typeof privateKey !== "string" || privateKey === UNKNOWN_VALUE) {
    return typeof privateKey === "string" ? UNKNOWN_VALUE : undefined;
  }
  const half = publicHalf(privateKey);
  return half === undefined ? undefined : comparedKey({ publicKey: half });
}
