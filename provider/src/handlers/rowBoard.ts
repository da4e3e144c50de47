import type { Runtime } from "../transport/runtime";
import type { EngineLine } from "./engineLink";

/** A row that is not said again for this long gets its present line once more, in ms. */
const REPEAT_MS = 15_000;
/** Lines a process sends at most in a second. */
const LINES_PER_SECOND = 20;
const TICK_MS = 1_000 / LINES_PER_SECOND;

/** One resource's row. `line` makes the present text for a moment (monotonic ms). */
export interface Row {
  urn: string;
  line: (nowMs: number) => string;
  /** Least time between two of its lines, in ms; absent: none. */
  gapMs?: () => number;
}

interface Entry {
  row: Row;
  sentAtMs: number;
  changed: boolean;
}

/** Time and the way to the engine. */
export interface RowBoardRuntime extends Pick<Runtime, "monotonicMs" | "startTimer"> {
  send: (line: EngineLine) => void;
}

/**
 * The live rows of all resources of this process: a changed row is said as soon as the common limit of 20 lines a
 * second and its own gap allow, an unchanged one again after 15 s. The longest unsaid goes first, so that hundreds of rows take turns.
 * No timer runs while there is no row.
 */
export class RowBoard {
  readonly #entries = new Map<Row, Entry>();
  readonly #runtime: RowBoardRuntime;
  #stopTimer: () => void = () => undefined;
  #lastSentMs = Number.NEGATIVE_INFINITY;

  constructor(runtime: RowBoardRuntime) {
    this.#runtime = runtime;
  }

  /** Shows the row, or says that its line has changed. */
  changed(row: Row): void {
    const entry = this.#entries.get(row);
    if (entry === undefined) {
      this.#entries.set(row, { row, sentAtMs: Number.NEGATIVE_INFINITY, changed: true });
    } else {
      entry.changed = true;
    }
    this.#sendDue();
  }

  /** Takes the row off the board, with a closing line that stays when given. */
  close(row: Row, closing: string | undefined): void {
    const shown = this.#entries.delete(row);
    if (shown && closing !== undefined) {
      this.#runtime.send({ urn: row.urn, text: closing, severity: "info", ephemeral: true });
    }
    if (this.#entries.size === 0) {
      this.#stopTimer();
    }
  }

  /** Sends one line if one is due and the limit allows it, and comes back when the next one is. */
  #sendDue(): void {
    const now = this.#runtime.monotonicMs();
    const due = this.#longestUnsaid(now);
    // The same sums as in #nextDueMs: rounded otherwise, a line could be due but never said.
    if (due !== undefined && now >= this.#lastSentMs + TICK_MS) {
      due.changed = false;
      due.sentAtMs = now;
      this.#lastSentMs = now;
      this.#runtime.send({ urn: due.row.urn, text: due.row.line(now), severity: "info", ephemeral: true });
    }
    this.#stopTimer();
    if (this.#entries.size > 0) {
      this.#stopTimer = this.#runtime.startTimer(Math.max(0, this.#nextDueMs() - now), () => this.#sendDue());
    }
  }

  #longestUnsaid(now: number): Entry | undefined {
    let longest: Entry | undefined;
    for (const entry of this.#entries.values()) {
      if (now >= dueMs(entry) && (longest === undefined || entry.sentAtMs < longest.sentAtMs)) {
        longest = entry;
      }
    }
    return longest;
  }

  /** When the next line may be said. */
  #nextDueMs(): number {
    let next = Infinity;
    this.#entries.forEach((entry) => (next = Math.min(next, dueMs(entry))));
    return Math.max(next, this.#lastSentMs + TICK_MS);
  }
}

/** When a row is to be said again: as soon as may be once it has changed, else to be repeated. */
function dueMs({ row, sentAtMs, changed }: Entry): number {
  return sentAtMs + (changed ? (row.gapMs?.() ?? 0) : REPEAT_MS);
}
