import type { Unknowable } from "./couldBeKnown";
import type { Facts } from "./judges/facts";
import type { Violation } from "./judges/violation";
import { unknowableEnds } from "./unknowableEnds";
import { unknowableStates } from "./unknowableStates";

/** All that the service lets nobody find out; nothing else is left out of the judgements. */
export const unknowables: readonly Unknowable[] = [...unknowableEnds, ...unknowableStates];

/** Whether nobody could have known better. */
export function isUnknowable(violation: Violation, facts: Facts): boolean {
  return unknowables.some(({ explains }) => explains(violation, facts));
}
