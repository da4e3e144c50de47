import { sleepBy } from "./sleepBy";

interface Timer {
  readonly atMs: number;
  readonly ring: () => void;
}

/**
 * A monotonic clock that stands still until it is told to go on. Between two timers everything that can happen without
 * time passing does happen, so a test sees the same order of events each time.
 */
export class VirtualClock {
  #nowMs: number;
  /** The soonest last; those of one moment in the order they were set. */
  readonly #timers: Timer[] = [];

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  readonly monotonicMs = (): number => this.#nowMs;

  /** Calls back when the clock has come that far, unless what is returned was called before. */
  readonly startTimer = (ms: number, ring: () => void): (() => void) => {
    const timer: Timer = { atMs: this.#nowMs + Math.max(0, ms), ring };
    this.#set(timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) {
        this.#timers.splice(at, 1);
      }
    };
  };

  /** Resolves when the clock has come that far; rejects at once when the signal aborts. */
  readonly sleep = sleepBy(this.startTimer);

  /** Timers that are set. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Goes on to the next timer and lets it ring; false when none is set. */
  ringNext(): boolean {
    const timer = this.#timers.pop();
    if (timer === undefined) {
      return false;
    }
    this.#nowMs = timer.atMs;
    timer.ring();
    return true;
  }

  /** Lets time pass. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    while ((this.#timers.at(-1)?.atMs ?? Infinity) <= endMs) {
      this.ringNext();
      await settle();
    }
    this.#nowMs = endMs;
  }

  /** Lets time pass until the promise is settled, at most so long; from timer to timer, so that it stops on the spot. */
  async until<T>(promise: Promise<T>, atMostMs: number): Promise<T> {
    const endMs = this.#nowMs + atMostMs;
    let settled = false;
    const note = (): void => {
      settled = true;
    };
    promise.then(note, note);
    await settle();
    while (!settled) {
      const next = this.#timers.at(-1)?.atMs ?? Infinity;
      if (next > endMs) {
        throw new Error(`not settled after ${atMostMs} ms (${this.pending} timers set)`);
      }
      await this.advance(next - this.#nowMs);
    }
    return promise;
  }

  #set(timer: Timer): void {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timers[middle]?.atMs ?? -Infinity) > timer.atMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    this.#timers.splice(low, 0, timer);
  }
}

/** Lets everything happen that needs no time. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
