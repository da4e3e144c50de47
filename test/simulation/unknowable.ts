import type { Facts } from "./judges/facts";
import type { Violation } from "./judges/violation";

/** Something that the service lets nobody find out, whatever a provider does. */
export interface Unknowable {
  readonly name: string;
  /** Why nobody can know. */
  readonly reason: string;
  /** How the README admits it. */
  readonly readme: string;
  /** Whether a violation comes from just this. */
  readonly explains: (violation: Violation, facts: Facts) => boolean;
}

/** All of them; nothing else is left out of the judgements. */
export const unknowables: readonly Unknowable[] = [];

/** Whether nobody could have known better. */
export function isUnknowable(violation: Violation, facts: Facts): boolean {
  return unknowables.some(({ explains }) => explains(violation, facts));
}
