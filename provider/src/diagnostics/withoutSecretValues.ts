import { REMOVED } from "./secrets/withoutSecretShapes";
import { withoutSecretShapes } from "./secrets/withoutSecretShapes";

/**
 * A name from its beginning on, `=` or `:`, and a value up to the next blank or comma, in quotes, or after the word that
 * tells the kind of credentials.
 */
const PAIR =
  /(?<![\w.-])([\w.-]+)((?:\\{0,8}["'])?\s{0,20}[=:]\s{0,20})("(?:[^"\\]|\\.)*"?|(?:\\{0,8}["'])?(?:bearer|basic)\s{1,20}[^\s,;&]+|[^\s,;&]+)/gi;

/** An option of a command, or an element of XML, and its value. */
const OPTION = /((?<![\w-])--?([\w-]{1,64})\s{1,20}|<([\w:.-]{1,64})>)(?!-)("[^"]*"?|'[^']*'?|[^\s<]+)/g;

/** Deeper than anybody writes parameters: what is further in goes, before it takes all of the stack. */
const DEEPEST = 40;

/** Names of values that let somebody in, or may. */
const secretName =
  /pass|pwd|secret|token|credential|private|cipher|signature|authori[sz]ation|(?:access|api|encrypt\w{0,40}|master|shared)[_-]?key|(?:^|[_-])(?:ak|sk|key|auth|cert|jaas|sasl)(?:$|[_-])|jaas|keystore|truststore/i;

/** JSON text with the values of names that look like secrets removed, also inside JSON texts that it holds. */
export function withoutSecretValues(text: string): string {
  const value = parsed(text);
  return value === undefined ? withoutPairs(text) : JSON.stringify(cleaned(value, 0));
}

function cleaned(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) {
    return REMOVED;
  }
  if (typeof value === "string") {
    const inner = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    return inner === undefined ? withoutPairs(value) : JSON.stringify(cleaned(inner, depth + 1));
  }
  if (Array.isArray(value)) {
    return value.map((entry) => cleaned(entry, depth + 1));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  // {"name": "password", "value": "..."}, or "val", "config_name", "paramValue": here the name is a value itself.
  const named = entries.some(([key, entry]) => /(?:name|key)$/i.test(key) && isSecretName(entry));
  return Object.fromEntries(
    entries.map(([key, entry]) => [
      key,
      isSecretName(key) && !/^(?:name|key)$/i.test(key)
        ? REMOVED
        : named && /val(?:ue)?$/i.test(key)
          ? REMOVED
          : cleaned(entry, depth + 1),
    ]),
  );
}

function isSecretName(name: unknown): boolean {
  return typeof name === "string" && secretName.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}

/** Text that is no JSON: what follows such a name and `=` or `:` goes, to the next blank, comma or end; so do options and elements. */
function withoutPairs(text: string): string {
  return withoutSecretShapes(text)
    .replace(PAIR, (pair, name: string, sign: string) => (isSecretName(name) ? `${name}${sign}${REMOVED}` : pair))
    .replace(OPTION, (whole, begin: string, option?: string, element?: string) =>
      isSecretName(option ?? element) ? `${begin}${REMOVED}` : whole,
    );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
