import { backoffMs } from "./pollGate";
import { finalLookMs } from "./nextLook";
import { ageIntervalMs, shortestLookMs } from "./pace";
import { isPassing, retryAfterMs, troubleOf } from "./pollTrouble";
import { WaitInterruptedError } from "./waitInterruptedError";

/** What is looked at, how, and until when. Times are monotonic ms (as `performance.now()`). */
export interface PollRequest<T> {
  /** What is waited for, for messages. */
  readonly subject: string;
  readonly look: () => Promise<T>;
  readonly isEnd: (seen: T) => boolean;
  /** Requests one look takes; a look leaves a second for each of them. */
  readonly requestsOf: (seen: T) => number;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told what every look that does not end the wait has seen, or the trouble it had (`HTTP 503`, `timeout`). */
  readonly onLook: (seen: T | undefined, trouble: string | undefined) => void;
}

/** The outside world as a poll sees it. */
export interface PollRuntime {
  readonly monotonicMs: () => number;
  /** Resolves after so many ms; rejects at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly random: () => number;
  readonly timeScale: number;
}

/** How a poll ended; at the deadline with what was seen last, or the error if nothing ever was. */
export type PollEnd<T> =
  | { readonly end: "seen"; readonly seen: T }
  | { readonly end: "deadline"; readonly seen?: T; readonly error?: unknown };

/**
 * Looks until what is seen is an end, or until the deadline: at once, then after a tenth of the time waited so far, but
 * 1 to 5 s, and shortly before the deadline once more. Looks that get no usable answer are waited out.
 * @throws the error of a look that was refused (4xx but 408, 425, 429), or that is no error of a request at all;
 * WaitInterruptedError when the signal aborts
 */
export async function pollUntil<T>(request: PollRequest<T>, runtime: PollRuntime): Promise<PollEnd<T>> {
  const startMs = runtime.monotonicMs();
  let last: { seen: T } | undefined;
  let error: unknown;
  let failures = 0;
  for (;;) {
    let pauseMs: number;
    try {
      const seen = await request.look();
      if (request.isEnd(seen)) {
        return { end: "seen", seen };
      }
      failures = 0;
      last = { seen };
      request.onLook(seen, undefined);
      pauseMs = Math.max(
        ageIntervalMs(runtime.monotonicMs() - startMs, runtime.timeScale),
        request.requestsOf(seen) * shortestLookMs * runtime.timeScale,
      );
    } catch (thrown) {
      if (request.signal?.aborted === true) {
        throw new WaitInterruptedError(request.subject);
      }
      if (!isPassing(thrown)) {
        throw thrown;
      }
      failures += 1;
      error = thrown;
      request.onLook(undefined, troubleOf(thrown));
      pauseMs = Math.max(
        shortestLookMs * runtime.timeScale,
        backoffMs(failures, runtime.random(), runtime.timeScale),
        retryAfterMs(thrown),
      );
    }
    const nowMs = runtime.monotonicMs();
    const finalMs = finalLookMs(request.deadlineMs, runtime.timeScale);
    if (nowMs >= finalMs) {
      return { end: "deadline", ...last, ...(last === undefined ? { error } : {}) };
    }
    await pause(Math.min(nowMs + pauseMs, finalMs) - nowMs, request, runtime);
  }
}

async function pause(
  ms: number,
  request: Pick<PollRequest<unknown>, "subject" | "signal">,
  runtime: PollRuntime,
): Promise<void> {
  try {
    await runtime.sleep(ms, request.signal);
  } catch (error) {
    throw request.signal?.aborted === true ? new WaitInterruptedError(request.subject) : error;
  }
}
