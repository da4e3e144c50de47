import type { WatcherRuntime } from "./watcherRuntime";

/** Node's timers take no more. An alarm that rings early does no harm: it is set again. */
const longestSleepMs = 2 ** 31 - 1;

/** One timer that is set, set again and cleared; rings at most once each time it is set. */
export class Alarm {
  #sleeping: { readonly atMs: number; readonly abort: AbortController } | undefined;

  constructor(
    private readonly runtime: WatcherRuntime,
    private readonly ring: () => void,
  ) {}

  /** Sets the alarm to a time (monotonic ms) instead of any other. `Infinity` clears it. */
  set(atMs: number): void {
    if (this.#sleeping?.atMs === atMs) {
      return;
    }
    this.#sleeping?.abort.abort();
    this.#sleeping = undefined;
    if (atMs === Infinity) {
      return;
    }
    const sleeping = { atMs, abort: new AbortController() };
    this.#sleeping = sleeping;
    const ms = Math.min(longestSleepMs, Math.max(0, atMs - this.runtime.monotonicMs()));
    void this.runtime.sleep(ms, sleeping.abort.signal).then(
      () => {
        if (this.#sleeping === sleeping) {
          this.#sleeping = undefined;
          this.ring();
        }
      },
      () => undefined,
    );
  }
}
