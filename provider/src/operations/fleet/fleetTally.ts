import type { FleetEnd } from "./fleetEnd";

/** How many servers a run is for. */
export interface RunSize {
  /** Those to be bound. */
  readonly changes: number;
  readonly letGo: number;
  /** Those that need nothing. */
  readonly settled: number;
}

/** Counts what becomes of the servers of a run, and tells how long the rest may take. */
export class FleetProgress {
  #running = 0;
  #failed = 0;
  #left: number;
  #bound: number;
  #letGo = 0;
  #waiting = 0;
  #begun = 0;
  #ended = 0;
  #msInAll = 0;

  /** Times are monotonic ms. */
  constructor(
    private readonly size: RunSize,
    private readonly startedAtMs: number,
  ) {
    this.#left = size.changes + size.letGo;
    this.#bound = size.settled;
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
        this.#bound += 1;
        break;
      case "letGo":
        this.#letGo += 1;
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

  /** "bound 312, running 50, failed 3, left 635, about 2 min"; with "let go 2" where servers are let go. */
  line(nowMs: number): string {
    const { changes, letGo, settled } = this.size;
    const parts = changes + settled > 0 ? [`bound ${this.#bound}`] : [];
    parts.push(...(letGo > 0 ? [`let go ${this.#letGo}`] : []), `running ${this.#running + this.#waiting}`);
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
