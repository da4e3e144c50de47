/** A wait was given up because its signal was aborted. What it waited for may still be under way. */
export class WaitInterruptedError extends Error {
  override readonly name = "WaitInterruptedError";

  readonly subject: string;

  /** @param subject what was waited for, such as `task 1111...` */
  constructor(subject: string) {
    super(`Waiting for ${subject} was interrupted.`);
    this.subject = subject;
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isWaitInterruptedError(error: unknown): error is WaitInterruptedError {
  return error instanceof Error && error.name === "WaitInterruptedError";
}
