import type { NoAnswerKind, UnansweredCallFacts } from "../diagnostics/errors/unansweredCall";

export type TransportFailure = NoAnswerKind;

/** Facts of a request that got no usable answer. */
export interface TransportFault {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  readonly kind: TransportFailure;
  /** "no" only when the service provably never accepted the request. */
  readonly accepted: "no" | "unknown";
  /** What happened, as the end of a sentence, free of secrets. */
  readonly detail: string;
  /** What the answer began with, where only its body is missing. */
  readonly status?: number | undefined;
}

/** A request got no usable answer: it could not be sent, or what came back was cut, endless, a redirect or not readable. */
export class TransportError extends Error implements UnansweredCallFacts {
  override readonly name = "TransportError";
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  readonly kind: TransportFailure;
  readonly accepted: "no" | "unknown";
  /** What happened, as the end of a sentence. */
  readonly detail: string;
  readonly status: number | undefined;

  constructor(fault: TransportFault) {
    super(`${fault.service} ${fault.operation} (${fault.method} at ${fault.host}) ${fault.detail}.`);
    this.service = fault.service;
    this.operation = fault.operation;
    this.method = fault.method;
    this.host = fault.host;
    this.kind = fault.kind;
    this.accepted = fault.accepted;
    this.detail = fault.detail;
    this.status = fault.status;
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isTransportError(error: unknown): error is TransportError {
  return error instanceof Error && error.name === "TransportError";
}
