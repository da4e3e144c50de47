import { Exit } from "../../diagnostics/exit";
import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import { parsePublicKey } from "../../model/publicKey";
import { STANDING_WORDS } from "../../model/standingWords";

/** What things are asked for by: kept to the letter, or they could not be asked for any more. */
const IDS = new Set(["taskId", "serverId", "id"]);

/** An entry of the service as people and programs see it: its texts shown, its ids as they are. */
export function shownEntry<T extends object>(entry: T, secrets: KnownSecrets): T {
  const exit = new Exit(secrets);
  const shown = Object.entries(entry).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === "string" && !IDS.has(key) ? shownText(value, exit) : value,
  ]);
  return Object.fromEntries(shown) as T;
}

/** A text from outside as data; a word of ours is left alone. Of a public key only the comment is anybody's text; the key itself may look like a part of its private half. */
export function shownText(text: string, exit: Exit): string {
  if (STANDING_WORDS.has(text)) {
    return text;
  }
  const key = parsePublicKey(text);
  if (key === undefined) {
    return exit.value(text);
  }
  const [type = "", body = "", ...comment] = text.trim().split(/\s+/);
  return [type, body, exit.line(comment.join(" "))].filter((part) => part !== "").join(" ");
}
