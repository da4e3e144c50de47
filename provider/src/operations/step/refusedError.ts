import { report, type Fact } from "../../diagnostics/report";

/**
 * What was asked for cannot be done as things stand, and nothing was posted. The message has the one form of all
 * diagnostics: a headline, then facts; `next` says what to do.
 */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  /** @param isOverdue whether it is only that the time for it was over */
  constructor(
    headline: string,
    facts: readonly Fact[],
    next: string,
    readonly isOverdue = false,
  ) {
    super(report(headline, [...facts, ["next", next]]));
  }
}

/** Whether an error is a refusal of ours, made before anything was posted. */
export function isRefusedError(error: unknown): error is RefusedError {
  return error instanceof Error && error.name === "RefusedError";
}
