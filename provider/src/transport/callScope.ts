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
  /** The bytes of a try go out: from now on the deadline is later by `graceMs`, until the returned function is called. */
  readonly sends: () => () => void;
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
  const { deadlineMs, graceMs = 0 } = options;
  const onDeadline = (): void => stop({ kind: "timeout", detail: "did not end before its deadline" });
  let stopTimer: (() => void) | undefined;
  const stopAt = (atMs: number): void => {
    stopTimer?.();
    stopTimer = runtime.startTimer(Math.max(0, atMs - runtime.monotonicMs()), onDeadline);
  };
  if (deadlineMs !== undefined) {
    if (deadlineMs <= runtime.monotonicMs()) {
      onDeadline();
    } else {
      stopAt(deadlineMs);
    }
  }
  return {
    signal: controller.signal,
    reason: () => reason,
    sends: () => {
      if (deadlineMs === undefined || graceMs === 0) {
        return () => undefined;
      }
      stopAt(deadlineMs + graceMs);
      return () => stopAt(deadlineMs);
    },
    close: () => {
      options.signal?.removeEventListener("abort", onAbort);
      stopTimer?.();
    },
  };
}
