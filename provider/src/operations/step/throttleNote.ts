import { limitNote } from "../../tasks/limitNote";
import type { BudgetWait } from "../../transport/callOptions";

/** What a row says while the request budget makes a step wait. */
export function throttleNote(wait: BudgetWait): string {
  return limitNote(wait, "kps:requestsPerMinute");
}
