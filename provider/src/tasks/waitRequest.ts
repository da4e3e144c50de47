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
  /** The task was not posted just now: it is looked at right away. */
  readonly resumed?: boolean | undefined;
  /**
   * For so long the service must say that it does not know the task, in five answers or more and with no list that shows
   * it, until the wait ends as unknown; default 30 s, times the time scale.
   */
  readonly unknownAfterMs?: number | undefined;
  /** End as unknown, and denied, when the task may not be read (403), instead of waiting for what the list can tell. */
  readonly endsWhenDenied?: boolean | undefined;
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

/**
 * How a task ended, by its own status word; `unknown` when the service does not know it, or may not be asked about it.
 * `seen`: it has known it before, by an answer for the task or a list that shows it under its own id.
 */
export type TaskOutcome =
  | { readonly end: "success" | "failed"; readonly status: string }
  | { readonly end: "unknown"; readonly denied?: true; readonly seen: boolean };
