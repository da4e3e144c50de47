import { REMOVED } from "./secrets/withoutSecretShapes";
import { withoutSecretShapes } from "./secrets/withoutSecretShapes";

/** A name from its beginning on, `=` or `:`, and a value up to the next blank or comma, or in quotes. */
const PAIR = /(?<![\w.-])([\w.-]+)("?\s{0,20}[=:]\s{0,20})("(?:[^"\\]|\\.)*"?|[^\s,;&]+)/g;

/** Names of values that let somebody in, or may. */
const secretName =
  /pass|pwd|secret|token|credential|private|cipher|signature|(?:access|api|encrypt\w{0,40}|master|shared)[_-]?key|(?:^|[_-])(?:ak|sk|key|auth|cert|jaas|sasl)(?:$|[_-])|jaas|keystore|truststore/i;

/** JSON text with the values of names that look like secrets removed, also inside JSON texts that it holds. */
export function withoutSecretValues(text: string): string {
  const value = parsed(text);
  return value === undefined ? withoutPairs(text) : JSON.stringify(cleaned(value));
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") {
    const inner = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    return inner === undefined ? withoutPairs(value) : JSON.stringify(cleaned(inner));
  }
  if (Array.isArray(value)) {
    return value.map(cleaned);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  // {"name": "password", "value": "..."}: here the name is a value itself.
  const named = entries.some(([key, entry]) => /^(?:name|key)$/i.test(key) && isSecretName(entry));
  return Object.fromEntries(
    entries.map(([key, entry]) => [
      key,
      isSecretName(key) && !/^(?:name|key)$/i.test(key)
        ? REMOVED
        : named && /^value$/i.test(key)
          ? REMOVED
          : cleaned(entry),
    ]),
  );
}

function isSecretName(name: unknown): boolean {
  return typeof name === "string" && secretName.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}

/** Text that is no JSON: what follows such a name and `=` or `:` goes, to the next blank, comma or end. */
function withoutPairs(text: string): string {
  return withoutSecretShapes(text).replace(PAIR, (pair, name: string, sign: string) =>
    isSecretName(name) ? `${name}${sign}${REMOVED}` : pair,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
