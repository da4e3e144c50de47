import { CommanderError } from "commander";
import { isRefusedError } from "../operations/step/refusedError";
import { isServiceError } from "../transport/serviceError";

/** How a command ends. */
export const exitStatus = {
  fine: 0,
  /** The task shown or waited for failed; something was found. */
  found: 1,
  /** Usage, settings, credentials, an unknown id. */
  wrongInput: 2,
  /** No answer, none in time, or one that could not be written. */
  noAnswer: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

const wrongInputNames = new Set(["UsageError", "SettingsError", "UnknownIdError", "InvalidIdError", "RefusedError"]);

/** The status a command ends with that threw this. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitStatus.fine : exitStatus.wrongInput;
  }
  if (isServiceError(error)) {
    const passing = error.status >= 500 || error.status === 429 || error.status === 408;
    return passing ? exitStatus.noAnswer : exitStatus.wrongInput;
  }
  if (isRefusedError(error) && error.isOverdue) {
    return exitStatus.noAnswer;
  }
  return error instanceof Error && wrongInputNames.has(error.name) ? exitStatus.wrongInput : exitStatus.noAnswer;
}
