/** The outside world as a watcher sees it, and the budget it should keep to when it looks at tasks one by one. */
export interface WatcherRuntime {
  /** Milliseconds of a clock that never jumps, as `performance.now()`. */
  readonly monotonicMs: () => number;
  /** Resolves after so many ms; rejects at once when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  /** Factor on every interval of the watcher's own; 1 except in tests. */
  readonly timeScale: number;
  /** Requests a second that the service allows; default 5, the documented 300 a minute. */
  readonly requestsPerSecond?: number;
}
