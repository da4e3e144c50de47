/** What is known of a task that has not ended in time. */
export interface TaskDeadlineFacts {
  readonly taskId: string;
  readonly serverId: string;
  /** The last status word seen; absent: none was. */
  readonly lastStatus?: string | undefined;
  /** From the POST, or from when the wait was taken up again. */
  readonly waitedMs: number;
  /** How often each kind of answer was seen, such as `RUNNING_BIND`, `not listed`, `HTTP 503`. */
  readonly observed: Readonly<Record<string, number>>;
}

/** A task has not ended before the deadline of its wait. It may still be running. */
export class TaskDeadlineError extends Error implements TaskDeadlineFacts {
  override readonly name = "TaskDeadlineError";
  readonly taskId: string;
  readonly serverId: string;
  readonly lastStatus: string | undefined;
  readonly waitedMs: number;
  readonly observed: Readonly<Record<string, number>>;

  constructor(facts: TaskDeadlineFacts) {
    super(sentence(facts));
    this.taskId = facts.taskId;
    this.serverId = facts.serverId;
    this.lastStatus = facts.lastStatus;
    this.waitedMs = facts.waitedMs;
    this.observed = facts.observed;
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isTaskDeadlineError(error: unknown): error is TaskDeadlineError {
  return error instanceof Error && error.name === "TaskDeadlineError";
}

function sentence(facts: TaskDeadlineFacts): string {
  const status = facts.lastStatus === undefined ? "no status was seen" : `last status ${facts.lastStatus}`;
  const seen = Object.entries(facts.observed)
    .map(([what, times]) => `${what}: ${times}`)
    .join(", ");
  const answers = seen === "" ? "" : `; seen: ${seen}`;
  const waited = `${Math.round(facts.waitedMs / 1000)} s`;
  return `Task ${facts.taskId} of server ${facts.serverId} has not ended within ${waited} (${status}${answers}). It may still be running.`;
}
