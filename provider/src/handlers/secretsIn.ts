import { isPlainObject } from "../model/plainObject";
import { looksLikePrivateKey } from "../model/privateKey";
import { UNKNOWN_VALUE } from "../model/unknownValue";

/** Keys of inputs and outputs whose values let somebody into a server. */
const SECRET_KEYS = new Set(["password", "privateKey"]);

/** The secrets that inputs or outputs hold, a private key in the wrong place among them. */
export function secretsIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") {
    const secret = SECRET_KEYS.has(key) || looksLikePrivateKey(value);
    return secret && value !== UNKNOWN_VALUE ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry) => secretsIn(entry, key));
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([name, entry]) => (name === "__provider" ? [] : secretsIn(entry, name)))
    : [];
}
