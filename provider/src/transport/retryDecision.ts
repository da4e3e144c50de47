import { mayHaveBeenAccepted } from "./mayHaveBeenAccepted";
import { isServiceError } from "./serviceError";
import { isTransportError } from "./transportError";
import type { TransportFailure } from "./transportError";

/** A failed try and the frame it was made in. */
export interface FailedTry {
  readonly error: unknown;
  /** Tries made so far, this one included. */
  readonly attempt: number;
  /** Tries allowed; absent: 5, for throttled requests with a deadline as many as fit. */
  readonly attempts?: number | undefined;
  readonly repeat: "safe" | "never";
  readonly nowMs: number;
  readonly deadlineMs?: number | undefined;
  /** In [0, 1). */
  readonly random: number;
}

export type RetryDecision = { readonly kind: "giveUp" } | { readonly kind: "retry"; readonly delayMs: number };

const defaultAttempts = 5;
const shortestMs = 500;
const longestMs = 10_000;
/** Without a deadline nobody waits longer than this for a Retry-After. */
const longestObeyedMs = 60_000;

const passing = new Set<TransportFailure>(["dns", "refused", "reset", "timeout", "unreadable", "empty"]);
const passingStatus = new Set([429, 500, 502, 503, 504]);

/**
 * Whether and when to try again. What only reads is repeated after failures that may pass; anything else only when it
 * certainly was not accepted (DNS, refused connection, throttled). Never past the deadline.
 */
export function decideRetry(failed: FailedTry): RetryDecision {
  const { error, attempt, nowMs, deadlineMs } = failed;
  if (attempt >= allowedAttempts(failed) || !mayPass(error)) {
    return { kind: "giveUp" };
  }
  if (failed.repeat === "never" && mayHaveBeenAccepted(error)) {
    return { kind: "giveUp" };
  }
  const asked = isServiceError(error) ? error.retryAfterMs : undefined;
  const delayMs = Math.max(asked ?? 0, jitter(attempt, failed.random));
  const fits = deadlineMs === undefined ? delayMs <= longestObeyedMs : delayMs < deadlineMs - nowMs;
  return fits ? { kind: "retry", delayMs } : { kind: "giveUp" };
}

function allowedAttempts(failed: FailedTry): number {
  const throttled = isServiceError(failed.error) && failed.error.status === 429;
  return failed.attempts ?? (throttled && failed.deadlineMs !== undefined ? Infinity : defaultAttempts);
}

function mayPass(error: unknown): boolean {
  return isServiceError(error) ? passingStatus.has(error.status) : isTransportError(error) && passing.has(error.kind);
}

/** Full jitter between half a second and a limit that doubles up to ten seconds. */
function jitter(attempt: number, random: number): number {
  const limit = Math.min(longestMs, 2 * shortestMs * 2 ** (attempt - 1));
  return shortestMs + random * (limit - shortestMs);
}
