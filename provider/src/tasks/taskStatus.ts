/** Where a task stands, by the first part of its status word. */
export type TaskPhase = "ready" | "running" | "success" | "failed" | "unrecognised";

/** A status word taken apart; `word` is the service's own. */
export interface TaskStatus {
  readonly phase: TaskPhase;
  /** The part after the phase, such as `REPLACE`; the service names operations that its documents do not list. */
  readonly operation?: string;
  readonly word: string;
}

const phases = new Map<string, TaskPhase>([
  ["READY", "ready"],
  ["RUNNING", "running"],
  ["SUCCESS", "success"],
  ["FAILED", "failed"],
]);

/** What else stands there is no operation: in capitals it would be a text of the service that no redaction knows. */
const OPERATION = /^[A-Z]{2,20}(?:_[A-Z]{2,20}){0,3}$/;

/**
 * Takes a `task_status` (ListKeypairTask) apart. Only the first part decides: the documents leave out the words of BIND
 * and print those of RESET for replacements.
 */
export function parseTaskStatus(word: string): TaskStatus {
  const trimmed = word.trim();
  const [first = "", ...rest] = trimmed.toUpperCase().split("_");
  const operation = rest.join("_");
  return {
    phase: phases.get(first) ?? "unrecognised",
    ...(OPERATION.test(operation) ? { operation } : {}),
    word: trimmed,
  };
}

/** Whether a status word is one of an unbinding. */
export function isUnbindStatus(word: string): boolean {
  return parseTaskStatus(word).operation === "UNBIND";
}
