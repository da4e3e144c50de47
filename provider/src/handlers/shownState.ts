import { isDeepStrictEqual } from "node:util";
import type { Exit } from "../diagnostics/exit";
import { encodable, encodableValue } from "../model/encodable";
import type { PlainObject } from "../model/plainObject";
import { shownText } from "../operations/lists/shownEntry";

/** Outputs that the engine keeps as ciphertext, and the text of the provider itself: kept to the letter. */
const TO_THE_LETTER = new Set(["auth", "servers", "remembered", "keyProtection", "privateKey", "__provider"]);

/**
 * Inputs or outputs as they go back to the engine: encodable at every depth, and every text that the program did not give
 * itself (it is equal to none of `own`) through the exit, since it came from outside and state is read by people too.
 */
export function shownState(values: PlainObject, own: readonly PlainObject[], exit: Exit): PlainObject {
  const entries = Object.entries(values).flatMap(([key, value]) => {
    const kept = TO_THE_LETTER.has(key) || own.some((known) => isDeepStrictEqual(known[key], value));
    const shown = encodableValue(value, kept ? undefined : (text) => shownText(text, exit));
    return shown === undefined ? [] : [[key, shown] as const];
  });
  return encodable(Object.fromEntries(entries));
}
