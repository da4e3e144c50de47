/** Requests that change something and requests that only look have a queue each. */
export type Lane = "post" | "status";

/** A wait for the request budget. */
export interface BudgetWait {
  /** Expected, in ms. */
  readonly ms: number;
  /** What the service said when it throttled: which limit it is. */
  readonly says?: string | undefined;
}

/** How one call may be carried out. */
export interface CallOptions {
  /** Stops the call, wherever it is, with a `TransportError` of kind "aborted". */
  readonly signal?: AbortSignal | undefined;
  /** No try starts and none goes on after this moment of the monotonic clock (ms, as `performance.now()`). */
  readonly deadlineMs?: number | undefined;
  /** Only a try whose bytes are out may be answered for so long after the deadline, in ms; default 0. */
  readonly graceMs?: number | undefined;
  /** Tries at most; default 5. */
  readonly attempts?: number | undefined;
  /** Default "status" for what only reads, "post" for the rest. */
  readonly lane?: Lane | undefined;
  /** Told when the request budget makes the call wait. */
  readonly onWait?: ((wait: BudgetWait) => void) | undefined;
  /** Told just before the bytes of a try go out, when every wait for a turn is over. */
  readonly onSend?: (() => void) | undefined;
  /** Told when a try whose bytes went out is over, answered or not. */
  readonly onEnd?: (() => void) | undefined;
}
