import type { FleetEnd } from "./fleetEnd";

/** How far a run has come. */
export interface FleetTally {
  /** Servers that are as they should be, those that needed nothing among them. */
  readonly bound: number;
  readonly running: number;
  readonly failed: number;
  /** Servers not begun. */
  readonly left: number;
}

/** Counts what becomes of the servers of a run, and tells how long the rest may take. */
export class FleetProgress {
  #running = 0;
  #failed = 0;
  #left: number;
  #settled: number;
  #waiting = 0;
  #begun = 0;
  #ended = 0;
  #msInAll = 0;

  /** @param settled servers that need nothing; times are monotonic ms */
  constructor(
    changes: number,
    settled: number,
    private readonly startedAtMs: number,
  ) {
    this.#left = changes;
    this.#settled = settled;
  }

  /** Servers that failed in this run. */
  get failed(): number {
    return this.#failed;
  }

  begun(): void {
    this.#left -= 1;
    this.#begun += 1;
    this.#running += 1;
  }

  ended(end: FleetEnd["end"], tookMs: number): void {
    this.#running -= 1;
    switch (end) {
      case "bound":
      case "letGo":
        this.#settled += 1;
        break;
      case "failed":
        this.#failed += 1;
        break;
      case "waiting":
        this.#waiting += 1;
        return;
      case "notBegun":
        this.#left += 1;
        return;
    }
    this.#ended += 1;
    this.#msInAll += tookMs;
  }

  /** "bound 312, running 50, failed 3, left 635, about 2 min". */
  line(nowMs: number): string {
    const parts = [`bound ${this.#settled}`, `running ${this.#running + this.#waiting}`];
    parts.push(`failed ${this.#failed}`, `left ${this.#left}`);
    const ms = this.#remainingMs(nowMs);
    return (ms === undefined ? parts : [...parts, durationText(ms)]).join(", ");
  }

  /** What is left goes on as it began, and the last one takes as long as those before; unknown until one has ended. */
  #remainingMs(nowMs: number): number | undefined {
    if (this.#ended === 0 || this.#running + this.#left === 0) {
      return undefined;
    }
    const perBegin = (nowMs - this.startedAtMs) / this.#begun;
    const mean = this.#msInAll / this.#ended;
    return this.#left * perBegin + (this.#left > 0 ? mean : mean / 2);
  }
}

function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 90 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}
