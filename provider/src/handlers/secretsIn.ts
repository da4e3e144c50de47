import { isPlainObject } from "../model/plainObject";
import { looksLikePrivateKey } from "../model/privateKey";
import { variableIn, type Environment } from "../settings/environment";
import { UNKNOWN_VALUE } from "../model/unknownValue";

/** Keys of inputs and outputs whose values let somebody into a server. */
const SECRET_KEYS = new Set(["password", "privateKey"]);

/** Keys whose values name an environment variable that holds such a value. */
const REFERENCE_KEYS = new Set(["passwordEnv", "privateKeyEnv"]);

/**
 * The secrets that inputs or outputs hold or refer to: what lets somebody in, environment variables that do, and a private
 * key in the wrong place.
 */
export function secretsIn(value: unknown, variables: Environment["variables"], key = ""): string[] {
  if (typeof value === "string") {
    if (REFERENCE_KEYS.has(key)) {
      return [variableIn(variables, value) ?? ""];
    }
    const secret = SECRET_KEYS.has(key) || looksLikePrivateKey(value);
    return secret && value !== UNKNOWN_VALUE ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry) => secretsIn(entry, variables, key));
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([name, entry]) => (name === "__provider" ? [] : secretsIn(entry, variables, name)))
    : [];
}
