import { shortestLookMs } from "./pace";
import type { WatcherRuntime } from "./watcherRuntime";

/** What is asked for: the list of running tasks, the list of failed tasks, a single task. */
export type Route = "running" | "failed" | "task";

/** What is known of one kind of request. Times are monotonic ms. */
interface RouteState {
  failures: number;
  holdUntilMs: number;
  lastStartMs: number;
}

/**
 * Keeps requests back while the service fails. A list that fails backs off; single tasks that fail are asked for one a
 * second. As long as nothing at all gets an answer there is at most one request a second of any kind.
 */
export class PollGate {
  readonly #routes = { running: fresh(), failed: fresh(), task: fresh() };
  /** The last thing heard was a failure. */
  #down = false;
  #lastStartMs = -Infinity;

  constructor(private readonly runtime: WatcherRuntime) {}

  /** The earliest time the next request of this kind may start (monotonic ms). */
  earliestMs(route: Route): number {
    const { failures, holdUntilMs, lastStartMs } = this.#routes[route];
    const spacedFromMs = Math.max(this.#down ? this.#lastStartMs : -Infinity, failures > 0 ? lastStartMs : -Infinity);
    return Math.max(holdUntilMs, spacedFromMs + shortestLookMs * this.runtime.timeScale);
  }

  /** Failures in a row. */
  failures(route: Route): number {
    return this.#routes[route].failures;
  }

  started(route: Route): void {
    this.#lastStartMs = this.runtime.monotonicMs();
    this.#routes[route].lastStartMs = this.#lastStartMs;
  }

  /** There was a usable answer, a refusal included. */
  answered(route: Route): void {
    this.#down = false;
    this.#routes[route].failures = 0;
    this.#routes[route].holdUntilMs = -Infinity;
  }

  /** There was none. A single task keeps its own backoff, so that it holds up no other. */
  failed(route: Route, retryAfterMs: number): void {
    const state = this.#routes[route];
    this.#down = true;
    state.failures += 1;
    const backoff = route === "task" ? 0 : backoffMs(state.failures, this.runtime.random(), this.runtime.timeScale);
    state.holdUntilMs = this.runtime.monotonicMs() + Math.max(backoff, retryAfterMs);
  }
}

function fresh(): RouteState {
  return { failures: 0, holdUntilMs: -Infinity, lastStartMs: -Infinity };
}

const firstMs = 500;
const longestMs = 10_000;

/** Full jitter over 0.5 s, doubled with every further failure in a row, up to 10 s. In ms. */
export function backoffMs(failures: number, random: number, timeScale: number): number {
  return random * Math.min(longestMs, firstMs * 2 ** (failures - 1)) * timeScale;
}

/** Time to leave a task alone that has not ended although a fresh list does not show it: 2 s, 4 s, then 5 s. In ms. */
export function contradictionBackoffMs(times: number, timeScale: number): number {
  return Math.min(5_000, 1_000 * 2 ** times) * timeScale;
}
