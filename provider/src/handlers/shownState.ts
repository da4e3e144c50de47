import { isDeepStrictEqual } from "node:util";
import type { Exit } from "../diagnostics/exit";
import { encodable, encodableValue } from "../model/encodable";
import { isPlainObject, type PlainObject } from "../model/plainObject";
import { shownText } from "../operations/lists/shownEntry";

/** Outputs that the engine keeps as ciphertext, and the text of the provider itself: kept to the letter. */
const TO_THE_LETTER = new Set([
  "auth",
  "servers",
  "remembered",
  "keyProtection",
  "privateKey",
  "triggersKey",
  "__provider",
]);

/** Words of ours, and where a resource is: decisions rest on them, and settings show them already. */
const OUR_WORDS = new Set(["phase", "operation", "given", "region", "projectId"]);

/**
 * Inputs or outputs as they go back to the engine: encodable at every depth, and every text that the program did not give
 * itself (it is equal to none of `own`) through the exit, since it came from outside and state is read by people too. A name
 * in `own` stays whole wherever it stands, also where it begins as a secret does: what is bound is known by it.
 */
export function shownState(values: PlainObject, own: readonly PlainObject[], exit: Exit): PlainObject {
  const given = new Set(own.flatMap(namesIn));
  const foreign = (text: string): string => (given.has(text) || TRIED.test(text) ? text : shownText(text, exit));
  const entries = Object.entries(values).flatMap(([key, value]) => {
    const kept =
      TO_THE_LETTER.has(key) || OUR_WORDS.has(key) || own.some((known) => isDeepStrictEqual(known[key], value));
    const shown = encodableValue(value, kept ? undefined : foreign);
    return shown === undefined ? [] : [[key, shown] as const];
  });
  return encodable(Object.fromEntries(entries));
}

/** As an attempt names a password that it has tried: the next one is chosen by it. */
const TRIED =
  /^password from (?:auth\.password(?: \(no\. \d{1,4}\))?|environment variable [A-Za-z_][A-Za-z0-9_]{0,127})$/;

/** What a name or an id is made of: nothing that commands anything. */
const NAME = /^[\w.-]{1,255}$/;

/**
 * A person's own data may be a secret as well: triggers often are what a bind depends on. Of the servers of a fleet only
 * what logs in is one; their ids are the keys of its results.
 */
const MAY_BE_SECRET = new Set([...TO_THE_LETTER, "triggers"].filter((key) => key !== "servers"));

/** Every name and id in inputs or outputs that stands there in the clear. */
function namesIn(value: unknown): string[] {
  if (typeof value === "string") {
    return NAME.test(value) ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(namesIn);
  }
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([key, entry]) => (MAY_BE_SECRET.has(key) ? [] : namesIn(entry)))
    : [];
}
