import { sleepBy } from "../support/sleepBy";

interface Timer {
  readonly atMs: number;
  /** Of two timers of one moment the one set first rings first. */
  readonly order: number;
  ring: (() => void) | undefined;
}

/** What a process, or the service, measures and waits with. */
export interface Timers {
  readonly monotonicMs: () => number;
  readonly startTimer: (ms: number, ring: () => void) => () => void;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Milliseconds since 1970 at which every history begins. */
const EPOCH_MS = Date.UTC(2026, 0, 15, 9, 0, 0);

/** When something was by the clock of a history, in ms since it began; undefined for what is no time. */
export function virtualMs(isoTime: string | undefined): number | undefined {
  const ms = Date.parse(isoTime ?? "") - EPOCH_MS;
  return Number.isNaN(ms) ? undefined : ms;
}

/** A history that needs more timers goes round in circles. */
const MOST_TIMERS = 400_000;

/** What was to be done did not end, and nothing is left that could end it. */
export class StuckError extends Error {}

/**
 * The one clock of a history. It stands still while anything can happen without time passing, and then goes on to the next
 * timer. Nothing but promises may be waited for: no turn of the event loop is ever taken.
 */
export class VirtualTime {
  #nowMs = 0;
  #set = 0;
  /** A binary heap, the soonest first. */
  readonly #timers: Timer[] = [];

  readonly now = (): number => this.#nowMs;
  readonly wall = (): number => EPOCH_MS + Math.floor(this.#nowMs);

  readonly startTimer = (ms: number, ring: () => void): (() => void) => {
    this.#set += 1;
    const timer: Timer = { atMs: this.#nowMs + Math.max(0, ms), order: this.#set, ring };
    this.#push(timer);
    return () => {
      timer.ring = undefined;
    };
  };

  /** Resolves after so many ms. */
  readonly sleep = (ms: number): Promise<void> => new Promise((resolve) => void this.startTimer(ms, resolve));

  /**
   * Lets time pass until the work is done.
   *
   * @throws StuckError when nothing is left to wait for; what the work throws
   */
  async until<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = (): void => {
      over = true;
    };
    work.then(end, end);
    // Outside of a promise a tick would come first.
    await Promise.resolve();
    await nothingHappens();
    while (!over) {
      const timer = this.#pop();
      if (timer === undefined) {
        throw new StuckError(`stuck at ${Math.round(this.#nowMs)} ms: nothing is left that could end it`);
      }
      if (this.#set > MOST_TIMERS) {
        throw new StuckError(`goes round in circles: more than ${MOST_TIMERS} timers by ${Math.round(this.#nowMs)} ms`);
      }
      this.#nowMs = timer.atMs;
      timer.ring?.();
      await nothingHappens();
    }
    return work;
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(timer, above)) {
        break;
      }
      heap[index] = above;
      index = parent;
    }
    heap[index] = timer;
  }

  /** The next timer that is still to ring. */
  #pop(): Timer | undefined {
    for (;;) {
      const first = this.#takeFirst();
      if (first === undefined || first.ring !== undefined) {
        return first;
      }
    }
  }

  #takeFirst(): Timer | undefined {
    const heap = this.#timers;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || last === first) {
      return first;
    }
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [one, other] = [heap[left], heap[left + 1]];
      const least = one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
      const below = heap[least];
      if (below === undefined || !isBefore(below, last)) {
        break;
      }
      heap[index] = below;
      index = least;
    }
    heap[index] = last;
    return first;
  }
}

/** The part of the clock that one process uses: what it waits for goes with it. */
export class ProcessTimers implements Timers {
  #alive = true;

  constructor(private readonly time: VirtualTime) {}

  readonly monotonicMs = (): number => this.time.now();

  readonly startTimer = (ms: number, ring: () => void): (() => void) =>
    this.time.startTimer(ms, () => {
      if (this.#alive) {
        ring();
      }
    });

  readonly sleep = sleepBy(this.startTimer);

  get alive(): boolean {
    return this.#alive;
  }

  /** Nothing that was set rings any more. */
  kill(): void {
    this.#alive = false;
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

/** Resolves when all promises that can be settled without time have been: ticks come after them. */
function nothingHappens(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
