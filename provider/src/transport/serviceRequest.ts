import type { ServiceError } from "./serviceError";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What a 2xx body said instead of a result. */
export interface ReplyRefusal {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** "no" when the body says that nothing was started. */
  readonly accepted: "no" | "unknown";
}

/** A successful answer (2xx) as it came over the wire. */
export interface Reply {
  readonly status: number;
  readonly bytes: Buffer;
  /** Value of a response header, whatever the case of its name. */
  header(name: string): string | undefined;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
  /** The error for an answer that is 2xx and yet says no. */
  refusal(fault: ReplyRefusal): ServiceError;
}

/** One remote call, described without knowledge of who signs and sends it. */
export interface ServiceRequest<T> {
  /** The API's own name, such as `AssociateKeypair`. */
  readonly operation: string;
  readonly method: Method;
  /** Path below the base URL, its segments already percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Beside those that every request of the service has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** "safe" may be repeated after any failure; "never" only when the failed try was certainly not accepted. */
  readonly repeat: "safe" | "never";
  /** Values in path or body that no message may show. */
  readonly secrets?: readonly string[];
  /** Largest body accepted, in bytes after decompression; default 256 KiB. */
  readonly maxBytes?: number;
  /** Turns the reply into the result. Throws a `ServiceError` for a refusal; anything else thrown means an unreadable body. */
  readonly read: (reply: Reply) => T;
}
