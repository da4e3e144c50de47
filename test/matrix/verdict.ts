import type { ModuleSettings } from "./cells";
import type { Check } from "./checks";
import { UnavailableError } from "./npmOutput";

/** What a cell turned out to be made of: the versions that were there, as far as it came. */
export interface Found {
  readonly node: string;
  readonly sdk: string;
  readonly typescript: string;
  readonly modules: ModuleSettings;
}

/** What came of a cell: all was well, the check named so was not, or there was nothing to check. */
export type Verdict =
  | { readonly kind: "ok" }
  | { readonly kind: "failed"; readonly check: Check; readonly reason: string }
  | { readonly kind: "leftOut"; readonly reason: string };

/** A cell that was tried. */
export interface Tried {
  readonly found: Found;
  readonly verdict: Verdict;
}

/** A set-up that was tried. */
export interface TriedSetUp {
  readonly name: string;
  readonly seconds: number;
  readonly verdict: Verdict;
}

/** What an error means that ended a check. */
export function verdictOf(error: unknown, check: Check): Verdict {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof UnavailableError ? { kind: "leftOut", reason } : { kind: "failed", check, reason };
}
