import type { RequestInit, Response } from "node-fetch";
import fetch from "node-fetch";
import { setTimeout as delay } from "node:timers/promises";

/** The outside world as the transport sees it: network, clocks, chance. */
export interface Runtime {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds of a clock that never jumps, as `performance.now()`. */
  readonly monotonicMs: () => number;
  /** Milliseconds since 1970, as this machine believes. */
  readonly wallMs: () => number;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  /** Resolves after so many ms; rejects at once when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Calls back after so many ms, unless what is returned has been called before. */
  readonly startTimer: (ms: number, ring: () => void) => () => void;
}

/** Node's timers take no more, and ring at once instead. */
const longestTimerMs = 2 ** 31 - 1;

/** The real world. */
export const systemRuntime: Runtime = {
  fetch: (url, init) => fetch(url, init),
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  random: () => Math.random(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  },
  startTimer: (ms, ring) => {
    const timer = setTimeout(ring, Math.min(ms, longestTimerMs));
    return () => clearTimeout(timer);
  },
};
