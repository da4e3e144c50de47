import type { Paint } from "./styles";
import { fitTable, type Column } from "./table";

/** A kind of list that a command shows. */
export interface Listing<T> {
  /** What it lists, such as `["failed task", "failed tasks"]`. */
  readonly what: readonly [one: string, many: string];
  readonly columns: readonly Column<T>[];
  /** An entry for machines. */
  readonly json: (entry: T) => object;
}

/** What is said of a list that may lack something. */
export const NOT_WHOLE = "the list is not whole: what it lacks may be there all the same";

/** The entries as lines no wider than `width`, and a remark on what there was no room for. */
export function listingLines<T>(
  listing: Listing<T>,
  entries: readonly T[],
  width: number | undefined,
  paint: Paint,
): { lines: readonly string[]; remark: string } {
  const [one, many] = listing.what;
  if (entries.length === 0) {
    return { lines: [], remark: `no ${many}` };
  }
  const { lines, leftOut } = fitTable(listing.columns, entries, width, paint);
  const room = leftOut.length === 0 ? "" : `; no room for ${leftOut.join(", ").toLowerCase()} (--json has everything)`;
  return { lines, remark: `${entries.length} ${entries.length === 1 ? one : many}${room}` };
}
