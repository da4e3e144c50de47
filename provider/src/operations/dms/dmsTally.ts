import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import type { ReadDmsTasks } from "./dmsListing";

/** How many tasks match, and how they stand. */
export interface DmsCounts {
  readonly total: number;
  readonly settled: number;
  readonly unsettled: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** Where a set of background tasks stands. */
export interface DmsTally {
  /** The list is complete, nothing in it is unsettled, and there are as many as expected that surely match. */
  readonly settled: boolean;
  readonly unsettled: readonly DmsTaskEntry[];
  /** Entries without an id, counted as unsettled. */
  readonly unreadable: number;
  /** Whether the list has shown all that there are. */
  readonly complete: boolean;
  /** Those that ended as FAILED or CANCELLED. */
  readonly failed: readonly DmsTaskEntry[];
  readonly counts: DmsCounts;
  /** So many of those expected have not come. */
  readonly missing: number;
  /** Those that do not count as expected: nobody can tell whether they match. */
  readonly uncounted: number;
}

/** Only these words end a task; one that is not known here leaves it unsettled. A record can be DELETED only after its end. */
const ended = new Set(["SUCCESS", "FAILED", "CANCELLED", "DELETED"]);

/** Sums up what a list of background tasks has shown. `expect`: so many must match before they count as settled. */
export function tallyDmsTasks({ tasks: shown, perhaps, unreadable, complete }: ReadDmsTasks, expect = 0): DmsTally {
  const tasks = eachOnce(shown);
  const unsettled = tasks.filter((task) => !hasEnded(task));
  const withWord = (word: string): DmsTaskEntry[] => tasks.filter((task) => wordOf(task) === word);
  const failed = withWord("FAILED");
  const cancelled = withWord("CANCELLED");
  const uncounted = tasks.filter(({ id }) => perhaps.has(id)).length;
  const missing = Math.max(0, expect - (tasks.length - uncounted));
  return {
    settled: complete && unsettled.length + unreadable === 0 && missing === 0,
    unsettled,
    unreadable,
    complete,
    failed: tasks.filter((task) => failed.includes(task) || cancelled.includes(task)),
    counts: {
      total: tasks.length + unreadable,
      settled: tasks.length - unsettled.length,
      unsettled: unsettled.length + unreadable,
      succeeded: withWord("SUCCESS").length,
      failed: failed.length,
      cancelled: cancelled.length,
    },
    missing,
    uncounted,
  };
}

/** A task that a list shows twice is one task, and has not ended as long as one of its records says so. */
function eachOnce(shown: readonly DmsTaskEntry[]): readonly DmsTaskEntry[] {
  const tasks = new Map<string, DmsTaskEntry>();
  for (const task of shown) {
    const known = tasks.get(task.id);
    if (known === undefined || hasEnded(known)) {
      tasks.set(task.id, task);
    }
  }
  return [...tasks.values()];
}

function hasEnded(task: DmsTaskEntry): boolean {
  return ended.has(wordOf(task));
}

function wordOf(task: DmsTaskEntry): string {
  return task.status.trim().toUpperCase();
}
