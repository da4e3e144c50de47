import { isPermissionDenied, isUnknownTask, saysNothingOfTask } from "../client/apiErrors";
import { isUnauthenticated, retryAfterMs, troubleOf } from "./pollTrouble";
import { parseTaskStatus } from "./taskStatus";
import type { Waiter } from "./waiter";

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

/** Refusals (403) in a row until a task counts as one that may not be read. */
const denialsToGiveUp = 2;

/** Takes the answer to a request for the task itself into account. Nothing else ends a wait well or as failed. */
export function applyAnswer(waiter: Waiter, answer: TaskAnswer): void {
  const wasAbsent = waiter.absent;
  switch (answer.is) {
    case "trouble":
      waiter.observe(answer.what);
      waiter.backOff(answer.retryAfterMs);
      waiter.sayTrouble(answer.what);
      return;
    case "unauthenticated":
      waiter.fail(answer.error);
      return;
    case "denied":
      waiter.observe("HTTP 403");
      waiter.denials += 1;
      if (waiter.request.endsWhenDenied === true && waiter.denials >= denialsToGiveUp) {
        waiter.end({ end: "unknown", denied: true, seen: waiter.seen });
        return;
      }
      waiter.backOff(0);
      waiter.sayTrouble("HTTP 403");
      return;
    case "ended":
      waiter.observe(answer.status);
      waiter.end({ end: answer.end, status: answer.status });
      return;
    case "pending":
      waiter.answered = true;
      waiter.unknownAnswers = 0;
      waiter.observe(answer.status === "" ? "no status" : answer.status);
      if (answer.status !== "") {
        waiter.see(answer.status);
      }
      if (!answer.recognised) {
        waiter.sayOnce(`status "${answer.status}" is not known here; it counts as not yet ended`);
      }
      break;
    case "unknownTask":
      waiter.observe("unknown task");
      if (waiter.countUnknown(waiter.lastLookMs ?? -Infinity)) {
        waiter.end({ end: "unknown", seen: waiter.seen });
        return;
      }
      waiter.sayOnce("the service does not know the task (yet); it counts as not yet ended");
      break;
  }
  waiter.absent = false;
  waiter.denials = 0;
  waiter.recovered();
  if (wasAbsent && answer.is === "pending") {
    waiter.contradictions += 1;
    waiter.backOffFromList(waiter.contradictions);
  } else if (wasAbsent && !waiter.resumed) {
    waiter.backOffFromList(waiter.unknownAnswers);
  }
}
