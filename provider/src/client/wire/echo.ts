import { cutText } from "../../diagnostics/text/cutText";
import { UnreadableAnswer } from "../../transport/unreadableAnswer";

/**
 * Checks that an answer about one thing is about the thing asked for. An id that the service left out contradicts nothing.
 * Ids are compared whatever the case of their letters, as UUIDs are.
 * @param what the thing, such as `task`
 * @throws UnreadableAnswer
 */
export function requireSameId(what: string, asked: string, echoed: string | undefined): void {
  if (echoed !== undefined && echoed.toLowerCase() !== asked.toLowerCase()) {
    throw anotherThing(what, asked, echoed);
  }
}

/**
 * The same of a name, to the letter.
 * @throws UnreadableAnswer
 */
export function requireSameName(what: string, asked: string, echoed: string | undefined): void {
  if (echoed !== undefined && echoed !== asked) {
    throw anotherThing(what, asked, echoed);
  }
}

function anotherThing(what: string, asked: string, echoed: string): UnreadableAnswer {
  return new UnreadableAnswer(`an answer about another ${what} (${cutText(echoed, 80)}, not ${asked})`);
}
