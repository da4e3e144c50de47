import { setMaxListeners } from "node:events";
import type { CallOptions } from "./callOptions";
import type { Runtime } from "./runtime";

/** Why a call was stopped from our side. */
export interface StopReason {
  readonly kind: "aborted" | "timeout";
  readonly detail: string;
}

/** The frame of one call: one signal for the caller's abort and the deadline. */
export interface CallScope {
  readonly signal: AbortSignal;
  /** Why the signal aborted. */
  readonly reason: () => StopReason;
  /** Ends timer and listener; to be called whatever happened. */
  readonly close: () => void;
}

/** Opens the frame of a call; close it when the call is over. */
export function openScope(runtime: Runtime, options: CallOptions): CallScope {
  const controller = new AbortController();
  let reason: StopReason = { kind: "aborted", detail: "was stopped" };
  const stop = (why: StopReason): void => {
    if (!controller.signal.aborted) {
      reason = why;
      controller.abort();
    }
  };
  const onAbort = (): void => stop({ kind: "aborted", detail: "was stopped by the caller" });
  if (options.signal !== undefined) {
    // Hundreds of calls may share one signal; that is no leak, and a warning would end up in front of a person.
    setMaxListeners(0, options.signal);
    options.signal.addEventListener("abort", onAbort, { once: true });
  }
  if (options.signal?.aborted === true) {
    onAbort();
  }
  let stopTimer: (() => void) | undefined;
  if (options.deadlineMs !== undefined) {
    const left = Math.max(0, options.deadlineMs - runtime.monotonicMs());
    const onDeadline = (): void => stop({ kind: "timeout", detail: "did not end before its deadline" });
    if (left === 0) {
      onDeadline();
    } else {
      stopTimer = runtime.startTimer(left, onDeadline);
    }
  }
  return {
    signal: controller.signal,
    reason: () => reason,
    close: () => {
      options.signal?.removeEventListener("abort", onAbort);
      stopTimer?.();
    },
  };
}
