/** The outside world as a watcher sees it, and the budget it should keep to when it looks at tasks one by one. */
export interface WatcherRuntime {
  /** Milliseconds of a clock that never jumps, as `performance.now()`. */
  readonly monotonicMs: () => number;
  /** Calls back after so many ms, or earlier where they are more than a timer takes; not once the result was called. */
  readonly startTimer: (ms: number, ring: () => void) => () => void;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  /** Factor on every interval of the watcher's own; 1 except in tests. */
  readonly timeScale: number;
  /** Requests a second that the service allows; default 5, the documented 300 a minute. */
  readonly requestsPerSecond?: number;
}
