import type { UnknownIdFacts } from "../../diagnostics/errors/unknownId";
import type { ServiceError } from "../../transport/serviceError";

/** What an id can be of. */
export type IdKind = "task" | "failed task" | "key pair" | "DMS instance" | "DMS task";

/** The service does not know what was asked for by its id. */
export class UnknownIdError extends Error implements UnknownIdFacts {
  override readonly name = "UnknownIdError";
  readonly kind: IdKind;
  readonly id: string;
  readonly answer: ServiceError;
  /** What the person can do. */
  readonly next: string;

  /** @param next what the person can do */
  constructor(kind: IdKind, id: string, answer: ServiceError, next: string) {
    super(`${answer.service} knows no ${kind} ${id}: ${next}.`, { cause: answer });
    this.kind = kind;
    this.id = id;
    this.answer = answer;
    this.next = next;
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isUnknownIdError(error: unknown): error is UnknownIdError {
  return error instanceof Error && error.name === "UnknownIdError";
}
