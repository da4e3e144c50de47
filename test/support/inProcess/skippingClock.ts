import { sleepBy } from "../sleepBy";
import { VirtualClock } from "../virtualClock";

/**
 * A clock for everything in this process that skips all waiting: it stands still while anything else can happen, and then
 * goes on to the next timer by itself. It waits for files; what else takes the machine real time (new keys, sockets) is run
 * by `during`.
 */
export class SkippingClock {
  readonly #startedAt = Date.now();
  readonly #clock = new VirtualClock();
  #runs = false;
  #real = 0;

  readonly monotonicMs = this.#clock.monotonicMs;
  /** Begins with the machine's own time, in whole ms since 1970. */
  readonly wallMs = (): number => this.#startedAt + Math.floor(this.monotonicMs());

  /** Calls back after so many ms, unless what is returned was called before. */
  readonly startTimer = (ms: number, ring: () => void): (() => void) => {
    const stop = this.#clock.startTimer(ms, ring);
    this.#run();
    return stop;
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
    if (this.#real === 0 && (filesAreBusy() || this.#clock.ringNext())) {
      setImmediate(this.#next);
      return;
    }
    this.#runs = false;
  };
}

/** Whether a file is being read or written anywhere in this process. */
function filesAreBusy(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(FSReq|CloseReq)/.test(name));
}
