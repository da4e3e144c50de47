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
