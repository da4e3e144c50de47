import { isPermissionDenied, isUnknownTask, saysNothingOfTask } from "../client/apiErrors";
import { isUnauthenticated, retryAfterMs, troubleOf } from "./pollTrouble";
import { parseTaskStatus } from "./taskStatus";

/** What came of asking for one task. */
export type TaskAnswer =
  | { readonly is: "ended"; readonly end: "success" | "failed"; readonly status: string }
  | { readonly is: "pending"; readonly status: string; readonly recognised: boolean }
  | { readonly is: "unknownTask" }
  | { readonly is: "unauthenticated"; readonly error: unknown }
  | { readonly is: "denied"; readonly error: unknown }
  | { readonly is: "trouble"; readonly what: string; readonly retryAfterMs: number };

/** Reads an answer that carries a status. Only the words for success and failure end a task. */
export function answerOf(taskStatus: string): TaskAnswer {
  const { phase, word } = parseTaskStatus(taskStatus);
  if (phase === "success" || phase === "failed") {
    return { is: "ended", end: phase, status: word };
  }
  return { is: "pending", status: word, recognised: phase !== "unrecognised" };
}

/** Reads an error in place of an answer. */
export function answerOfError(error: unknown): TaskAnswer {
  if (isUnknownTask(error) || saysNothingOfTask(error)) {
    return { is: "unknownTask" };
  }
  if (isUnauthenticated(error)) {
    return { is: "unauthenticated", error };
  }
  if (isPermissionDenied(error)) {
    return { is: "denied", error };
  }
  return { is: "trouble", what: troubleOf(error), retryAfterMs: retryAfterMs(error) };
}
