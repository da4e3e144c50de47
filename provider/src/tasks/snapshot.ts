import type { BudgetWait } from "../transport/callOptions";
import type { ReadTaskList } from "./readTaskList";
import type { FailedTask, RunningTask } from "../client/kps/taskRecord";

/** A list of tasks, all pages. */
export interface Snapshot<T extends RunningTask> extends ReadTaskList<T> {
  /** When its first page was sent (monotonic ms). */
  readonly sentAtMs: number;
}

/** Whether an entry is one of a server: lists may name it in `task_id` (the API page calls it "VM ID"). */
export function isEntryOf(serverId: string, entry: RunningTask): boolean {
  return entry.serverId === serverId || entry.taskId === serverId;
}

export type RunningSnapshot = Snapshot<RunningTask>;
export type FailedSnapshot = Snapshot<FailedTask>;

/** A list that is wanted. Times are monotonic ms (as `performance.now()`). */
export interface SnapshotRequest {
  /** The list must have been sent at this time or later; a time to come makes it wait. */
  readonly sentAfterMs: number;
  readonly deadlineMs: number;
  /** Let so many ms pass first; a wait of our own, so the time scale applies. */
  readonly pauseMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * A server: of the lists that are there already the newest that names it counts, if one does. What that shows may be over by
   * the last one, which others have asked for.
   */
  readonly naming?: string | undefined;
  /** Told when the request budget makes the list wait, with the expected wait in ms. */
  readonly onWait?: ((wait: BudgetWait) => void) | undefined;
}

/** A task list did not come in time. `cause` is the last error, if there was one. */
export class SnapshotDeadlineError extends Error {
  override readonly name = "SnapshotDeadlineError";

  readonly list: string;
  /** What the last try ended with; undefined when there was none. */
  readonly because: string | undefined;

  constructor(list: string, cause: unknown) {
    const because = cause instanceof Error ? cause.message : undefined;
    super(`The list of ${list} tasks did not come before the deadline${because === undefined ? "." : `: ${because}`}`, {
      cause,
    });
    this.list = list;
    this.because = because;
  }
}
