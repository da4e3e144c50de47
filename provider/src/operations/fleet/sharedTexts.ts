import { isPlainObject } from "../../model/plainObject";

/** Texts from this length on are worth standing once. */
const WORTH_SHARING = 5;
/** First characters that mean something in a packed text. */
const MARKS = ["#", "@", "="];

/** Short names of keys in packed objects. Only ever add to them: state of every release must stay readable. */
const SHORT_KEYS: Readonly<Record<string, string>> = {
  phase: "p",
  keyPairName: "k",
  keyPairFingerprint: "f",
  boundKeyPairName: "b",
  boundPublicKey: "bp",
  previousKeyPairName: "pk",
  operation: "o",
  taskId: "t",
  taskStatus: "ts",
  startedAt: "s",
  finishedAt: "e",
  sentAt: "sa",
  exchangeEndedAt: "ea",
  attempt: "a",
  before: "bf",
  seenBefore: "sb",
  tried: "tr",
  made: "m",
  name: "n",
  fingerprint: "fp",
  by: "y",
  keyUncertain: "u",
  passwordDisabled: "pd",
  adopted: "ad",
  tookOver: "to",
  verified: "v",
};
const LONG_KEYS = Object.fromEntries(Object.entries(SHORT_KEYS).map(([long, short]) => [short, long]));

/** What texts of a packed value may refer to. */
export interface Known {
  /** `#3` is the third of these. */
  readonly shared: readonly string[];
  /** `@name` is the field of this name. */
  readonly beside: Readonly<Record<string, string | undefined>>;
}

/** A value with something shorter in the place of keys and of texts that are known. Keys that are short already stay. */
export function pack(value: unknown, known: Known): unknown {
  const places = new Map<string, string>(known.shared.map((text, index) => [text, `#${index}`]));
  for (const [field, text] of Object.entries(known.beside)) {
    if (text !== undefined && text.length >= WORTH_SHARING) {
      places.set(text, `@${field}`);
    }
  }
  return eachPart(
    value,
    (text) => places.get(text) ?? (MARKS.includes(text.charAt(0)) ? `=${text}` : text),
    (key) => SHORT_KEYS[key] ?? key,
  );
}

/** What `pack` was given. A text that refers to nothing becomes undefined. */
export function unpack(value: unknown, known: Known): unknown {
  return eachPart(
    value,
    (text) => {
      const rest = text.slice(1);
      switch (text.charAt(0)) {
        case "#":
          return known.shared[Number(rest)];
        case "@":
          return known.beside[rest];
        case "=":
          return rest;
        default:
          return text;
      }
    },
    (key) => LONG_KEYS[key] ?? key,
  );
}

/** The texts that stand in more than one of the values, in the order they come. */
export function textsInCommon(values: readonly unknown[]): string[] {
  const times = new Map<string, number>();
  for (const value of values) {
    const here = new Set<string>();
    eachPart(
      value,
      (text) => {
        here.add(text);
        return text;
      },
      (key) => key,
    );
    here.forEach((text) => times.set(text, (times.get(text) ?? 0) + 1));
  }
  return [...times].filter(([text, count]) => count > 1 && text.length >= WORTH_SHARING).map(([text]) => text);
}

function eachPart(value: unknown, ofText: (text: string) => unknown, ofKey: (key: string) => string): unknown {
  if (typeof value === "string") {
    return ofText(value);
  }
  if (Array.isArray(value)) {
    return value.map((entry: unknown) => eachPart(entry, ofText, ofKey));
  }
  return isPlainObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [ofKey(key), eachPart(entry, ofText, ofKey)]))
    : value;
}
