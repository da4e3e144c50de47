import { report } from "../../diagnostics/report";
import type { ServiceError } from "../../transport/serviceError";

/** What an id can be of. */
export type IdKind = "task" | "failed task" | "key pair" | "DMS instance" | "DMS task";

/** The service does not know what was asked for by its id. The message has the one form of all diagnostics. */
export class UnknownIdError extends Error {
  override readonly name = "UnknownIdError";
  readonly kind: IdKind;
  readonly id: string;

  /** @param next what the person can do */
  constructor(kind: IdKind, id: string, answer: ServiceError, next: string) {
    super(
      report(`${answer.service} knows no ${kind} ${id}`, [
        ["answer", [`${answer.status}`, answer.code, answer.serviceMessage].filter(Boolean).join(" ")],
        ["request", `${answer.operation}, request id ${answer.requestId ?? "not given"}`],
        ["next", next],
      ]),
      { cause: answer },
    );
    this.kind = kind;
    this.id = id;
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isUnknownIdError(error: unknown): error is UnknownIdError {
  return error instanceof Error && error.name === "UnknownIdError";
}
