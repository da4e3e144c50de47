import { sleepBy } from "../sleepBy";

interface Timer {
  readonly atMs: number;
  readonly ring: () => void;
}

/**
 * A clock for everything in this process that skips all waiting: it stands still while anything else can happen, and then
 * goes on to the next timer by itself. It waits for files; what else takes the machine real time (new keys, sockets) is run
 * by `during`.
 */
export class SkippingClock {
  readonly #startedAt = Date.now();
  #nowMs = 0;
  /** The soonest last; those of one moment in the order they were set. */
  readonly #timers: Timer[] = [];
  #runs = false;
  #real = 0;

  readonly monotonicMs = (): number => this.#nowMs;
  /** Begins with the machine's own time, in whole ms since 1970. */
  readonly wallMs = (): number => this.#startedAt + Math.floor(this.#nowMs);

  /** Calls back after so many ms, unless what is returned was called before. */
  readonly startTimer = (ms: number, ring: () => void): (() => void) => {
    const timer: Timer = { atMs: this.#nowMs + Math.max(0, ms), ring };
    const at = this.#timers.findIndex((other) => other.atMs <= timer.atMs);
    this.#timers.splice(at < 0 ? this.#timers.length : at, 0, timer);
    this.#run();
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) {
        this.#timers.splice(index, 1);
      }
    };
  };

  /** Resolves after so many ms; rejects at once when the signal aborts. */
  readonly sleep = sleepBy(this.startTimer);

  /** No time passes here until the work is done. */
  readonly during = async <T>(work: Promise<T>): Promise<T> => {
    this.#real += 1;
    try {
      return await work;
    } finally {
      this.#real -= 1;
      this.#run();
    }
  };

  #run(): void {
    if (!this.#runs) {
      this.#runs = true;
      setImmediate(this.#next);
    }
  }

  /** A turn of the event loop ends when no promise can go on any more. */
  readonly #next = (): void => {
    if (this.#real === 0 && filesAreBusy()) {
      setImmediate(this.#next);
      return;
    }
    const timer = this.#real === 0 ? this.#timers.pop() : undefined;
    if (timer === undefined) {
      this.#runs = false;
      return;
    }
    this.#nowMs = timer.atMs;
    timer.ring();
    setImmediate(this.#next);
  };
}

/** Whether a file is being read or written anywhere in this process. */
function filesAreBusy(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(FSReq|CloseReq)/.test(name));
}
