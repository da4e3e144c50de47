/** A task list did not come in time. `cause` is the last error, if there was one. */
export class SnapshotDeadlineError extends Error {
  override readonly name = "SnapshotDeadlineError";

  constructor(list: string, cause: unknown) {
    const because = cause instanceof Error ? `: ${cause.message}` : ".";
    super(`The list of ${list} tasks did not come before the deadline${because}`, { cause });
  }
}
