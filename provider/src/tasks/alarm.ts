import type { WatcherRuntime } from "./watcherRuntime";

/** One timer that is set, set again and cleared; rings at most once each time it is set. */
export class Alarm {
  #atMs = Infinity;
  #stopTimer: (() => void) | undefined;

  constructor(
    private readonly runtime: Pick<WatcherRuntime, "monotonicMs" | "startTimer">,
    private readonly ring: () => void,
  ) {}

  /** Sets the alarm to a time (monotonic ms) instead of any other. `Infinity` clears it. */
  set(atMs: number): void {
    if (this.#atMs === atMs) {
      return;
    }
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#atMs = atMs;
    if (atMs !== Infinity) {
      this.#stopTimer = this.runtime.startTimer(Math.max(0, atMs - this.runtime.monotonicMs()), () => {
        this.#atMs = Infinity;
        this.ring();
      });
    }
  }
}
