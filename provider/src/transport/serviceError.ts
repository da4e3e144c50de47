import type { RefusedCallFacts } from "../diagnostics/errors/refusedCall";

/** Facts of an answer that refuses a request. */
export interface ServiceFault {
  /** The service by its short name, such as `KPS`. */
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  /** Path without the query. */
  readonly path: string;
  readonly status: number;
  readonly code?: string | undefined;
  /** The service's own text, already free of secrets. */
  readonly serviceMessage?: string | undefined;
  readonly requestId?: string | undefined;
  /** What the service asked for in Retry-After, in ms. */
  readonly retryAfterMs?: number | undefined;
  /** For a 2xx that is no success; other answers tell by their status. */
  readonly accepted?: "no" | "unknown";
  /** One more sentence: what the person can do. */
  readonly advice?: string | undefined;
}

/** The service, or the gateway in front of it, answered and said no. */
export class ServiceError extends Error implements RefusedCallFacts {
  override readonly name = "ServiceError";
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly serviceMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** One more sentence: what the person can do. */
  readonly advice: string | undefined;
  /** "no" when the answer proves that the request was not carried out. */
  readonly accepted: "no" | "unknown";

  constructor(fault: ServiceFault) {
    super(sentence(fault));
    this.service = fault.service;
    this.operation = fault.operation;
    this.method = fault.method;
    this.host = fault.host;
    this.path = fault.path;
    this.status = fault.status;
    this.code = fault.code;
    this.serviceMessage = fault.serviceMessage;
    this.requestId = fault.requestId;
    this.retryAfterMs = fault.retryAfterMs;
    this.advice = fault.advice;
    this.accepted = fault.accepted ?? (fault.status >= 500 ? "unknown" : "no");
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && error.name === "ServiceError";
}

function sentence(fault: ServiceFault): string {
  const code = fault.code === undefined ? "" : ` ${fault.code}`;
  const text = fault.serviceMessage === undefined ? "" : `: ${fault.serviceMessage}`;
  const requestId = fault.requestId === undefined ? "" : ` (request id ${fault.requestId})`;
  const advice = fault.advice === undefined ? "" : ` ${fault.advice}`;
  const attempt = `${fault.service} ${fault.operation} (${fault.method} ${fault.path} at ${fault.host})`;
  return `${attempt} was answered ${fault.status}${code}${text}${requestId}.${advice}`;
}
