import { cutText } from "../diagnostics/text/cutText";
import type { BudgetWait } from "../transport/callOptions";

/** So much of the service's own words is shown, in characters. */
const longestWords = 120;

/** What is said while the request budget makes something wait; `setting` names what changes the limit. */
export function limitNote({ ms, says }: BudgetWait, setting?: string): string {
  const named = setting === undefined ? "" : ` (${setting})`;
  const words = says === undefined ? "" : `; the service says: ${cutText(says, longestWords)}`;
  return `waiting ${Math.max(1, Math.ceil(ms / 1000))} s for the request limit${named}${words}`;
}
