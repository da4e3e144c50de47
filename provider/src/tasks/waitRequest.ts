/** What a task does to its server. */
export type TaskOperation = "BIND" | "RESET" | "REPLACE" | "UNBIND";

/** A task to wait for. Times are monotonic ms (as `performance.now()`). */
export interface WaitRequest {
  readonly taskId: string;
  readonly serverId: string;
  readonly operation: TaskOperation;
  /** When the POST was acknowledged, or when the wait was taken up again. */
  readonly submittedAtMs: number;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * For a task that was not posted just now: it is looked at right away, and three answers in a row that the service
   * does not know it end the wait. Otherwise such answers count as "not yet known" until the deadline.
   */
  readonly giveUpWhenUnknown?: boolean | undefined;
  /** Told every change of status and whatever is worth saying; not limited in rate. */
  readonly onProgress?: ((progress: TaskProgress) => void) | undefined;
}

/** What is going on with a task that is waited for. */
export interface TaskProgress {
  /** The last status word seen; `RUNNING` when only the list has shown the task so far. */
  readonly status?: string;
  /** Since `submittedAtMs`. */
  readonly waitedMs: number;
  /** Something worth knowing, such as that requests are throttled. */
  readonly note?: string;
}

/** How a task ended, by its own status word; `unknown` only when the request allowed for it. */
export type TaskOutcome = { readonly end: "success" | "failed"; readonly status: string } | { readonly end: "unknown" };
