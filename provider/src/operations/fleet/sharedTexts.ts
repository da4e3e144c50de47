import { isPlainObject } from "../../model/plainObject";

/** Texts from this length on are worth standing once. */
const WORTH_SHARING = 5;
/** Texts from this length on go out of a server that has no room for them. */
const LONG = 8;
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
  disablesPassword: "dp",
  tried: "tr",
  made: "m",
  name: "n",
  fingerprint: "fp",
  by: "y",
  keyUncertain: "u",
  seenUnboundAt: "su",
  passwordDisabled: "pd",
  adopted: "ad",
  tookOver: "to",
  verified: "v",
  triggers: "tg",
  failure: "fl",
};
/** The key of a packed object that stands as a whole among the shared texts, as JSON; none of the short ones. */
export const WHOLE = "w";
const LONG_KEYS = Object.fromEntries(Object.entries(SHORT_KEYS).map(([long, short]) => [short, long]));

/** Fields beside a packed value, by their short keys: `@k` is the text of `k`. */
export type Beside = Readonly<Record<string, string | undefined>>;

/** What stands in the place of each shared text. */
export function placesOf(shared: readonly string[]): ReadonlyMap<string, string> {
  return new Map(shared.map((text, index) => [text, placeOf(index)]));
}

/** What stands in the place of a shared text: `#3` for that of index 3. */
export function placeOf(index: number): string {
  return `#${index}`;
}

/** A value with something shorter in the place of keys, of shared texts, and of texts that stand beside it. */
export function pack(value: unknown, places: ReadonlyMap<string, string>, beside: Beside): unknown {
  const fields = Object.entries(beside).filter(([, text]) => text !== undefined && text.length >= WORTH_SHARING);
  const ofText = (text: string): string => {
    const field = fields.find(([, known]) => known === text);
    const place = field === undefined ? places.get(text) : `@${field[0]}`;
    return place ?? (MARKS.includes(text.charAt(0)) ? `=${text}` : text);
  };
  return eachPart(value, ofText, (key) => SHORT_KEYS[key] ?? key);
}

/** What `pack` was given. A text that refers to nothing becomes undefined. */
export function unpack(value: unknown, shared: readonly string[], beside: Beside): unknown {
  const ofText = (text: string): string | undefined => {
    const rest = text.slice(1);
    switch (text.charAt(0)) {
      case "#":
        return shared[Number(rest)];
      case "@":
        return beside[rest];
      case "=":
        return rest;
      default:
        return text;
    }
  };
  return eachPart(value, ofText, (key) => LONG_KEYS[key] ?? key);
}

/** The texts that stand in more than one of the values, in the order they come. */
export function textsInCommon(values: readonly unknown[]): string[] {
  const times = new Map<string, number>();
  for (const value of values) {
    textsOf(value).forEach((text) => times.set(text, (times.get(text) ?? 0) + 1));
  }
  return [...times].filter(([text, count]) => count > 1 && text.length >= WORTH_SHARING).map(([text]) => text);
}

/** The texts of a value that take more room than a place among the shared ones. */
export function longTexts(value: unknown): string[] {
  return [...textsOf(value)].filter((text) => text.length >= LONG);
}

function textsOf(value: unknown): Set<string> {
  const texts = new Set<string>();
  eachPart(
    value,
    (text) => {
      texts.add(text);
      return text;
    },
    (key) => key,
  );
  return texts;
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
