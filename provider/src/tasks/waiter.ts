import { backoffMs, contradictionBackoffMs } from "./pollGate";
import type { LookFacts } from "./nextLook";
import { onAbort } from "./onAbort";
import { shortestLookMs } from "./pace";
import { TaskDeadlineError } from "./taskDeadlineError";
import { WaitInterruptedError } from "./waitInterruptedError";
import type { TaskOutcome, TaskProgress, WaitRequest } from "./waitRequest";
import type { WatcherRuntime } from "./watcherRuntime";

/** Answers in a row that a task is unknown, and the time they take at least (ms), until it counts as gone. */
const unknownAnswersToGiveUp = 5;
const unknownForMs = 30_000;

/** One for all: an abort without a reason makes an error with a stack trace for every wait that ends. */
const waitIsOver = new Error("the wait is over");

/** One wait for one task: what has been seen of it, and the promise that its end settles. Sends nothing. */
export class Waiter implements LookFacts {
  readonly outcome: Promise<TaskOutcome>;
  lastLookMs: number | undefined;
  /** A request for the task is under way. */
  looking = false;
  absent = false;
  /** When the list that does not show it was sent. */
  absentAtMs = -Infinity;
  listed = false;
  listedById = false;
  /** The service has answered for the task with a status. */
  answered = false;
  misled = false;
  notBeforeMs = -Infinity;
  jitter = 1;
  finalLookDone = false;
  /** Fresh lists in a row that do not show the task. */
  absences = 0;
  /** Times in a row that the task ran although a fresh list did not show it. */
  contradictions = 0;
  /** Refusals (403) in a row. */
  denials = 0;
  /** Answers in a row that the service does not know the task, and when the first of them came (monotonic ms). */
  unknownAnswers = 0;
  unknownSinceMs = Infinity;
  /** Aborted when the wait is over, with everything that is under way for it. */
  readonly over = new AbortController();

  readonly #observed = new Map<string, number>();
  readonly #said = new Set<string>();
  #status: string | undefined;
  #failures = 0;
  #trouble: string | undefined;
  #stopListening: (() => void) | undefined;
  #settle: { resolve(outcome: TaskOutcome): void; reject(error: unknown): void } | undefined;

  constructor(
    readonly request: WaitRequest,
    private readonly runtime: WatcherRuntime,
    private readonly onOver: (waiter: Waiter) => void,
  ) {
    this.outcome = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.drawJitter();
    if (request.signal?.aborted === true) {
      this.#interrupt();
    } else if (request.signal !== undefined) {
      this.#stopListening = onAbort(request.signal, () => this.#interrupt());
    }
  }

  get submittedAtMs(): number {
    return this.request.submittedAtMs;
  }

  get deadlineMs(): number {
    return this.request.deadlineMs;
  }

  get resumed(): boolean {
    return this.request.resumed === true;
  }

  /** The service knew the task: a list that shows only its server may show another task there. */
  get seen(): boolean {
    return this.answered || this.listedById;
  }

  /** Takes an answer that the service does not know the task; returns whether it counts as gone. */
  countUnknown(nowMs: number): boolean {
    this.unknownSinceMs = this.unknownAnswers === 0 ? nowMs : this.unknownSinceMs;
    this.unknownAnswers += 1;
    const { unknownAfterMs = unknownForMs } = this.request;
    return (
      this.unknownAnswers >= unknownAnswersToGiveUp &&
      nowMs - this.unknownSinceMs >= unknownAfterMs * this.runtime.timeScale
    );
  }

  /** The last request for the task got no usable answer. */
  get troubled(): boolean {
    return this.#failures > 0;
  }

  /** Counts an answer of any kind. */
  observe(what: string): void {
    this.#observed.set(what, (this.#observed.get(what) ?? 0) + 1);
  }

  /** The task itself was answered for: whatever went wrong before is over. */
  recovered(): void {
    this.#failures = 0;
    this.listRecovered();
  }

  /** The list has come, which says nothing about requests for the task itself. */
  listRecovered(): void {
    if (this.#trouble !== undefined && !this.troubled) {
      this.#trouble = undefined;
      this.#report();
    }
  }

  /** Takes a status word and tells it when it is another one than before. */
  see(status: string): void {
    if (status !== this.#status) {
      this.#status = status;
      this.#report();
    }
  }

  /** The list shows the task, which tells less than a status word. */
  seeListed(): void {
    if (this.#status === undefined) {
      this.see("RUNNING");
    }
  }

  /** Says something once in the life of the wait. */
  sayOnce(note: string): void {
    if (!this.#said.has(note)) {
      this.#said.add(note);
      this.#report(note);
    }
  }

  /** Says something for the moment. */
  say(note: string): void {
    this.#report(note);
  }

  /** Looking failed. Says so when it is another trouble than before; sets nothing back. */
  sayTrouble(what: string): void {
    if (what !== this.#trouble) {
      this.#trouble = what;
      this.#report(`looking at the task fails (${what}), trying again`);
    }
  }

  /** Looking at this very task failed: it is left alone for a while. */
  backOff(atLeastMs: number): void {
    this.#failures += 1;
    const { random, timeScale } = this.runtime;
    const ms = Math.max(shortestLookMs * timeScale, backoffMs(this.#failures, random(), timeScale), atLeastMs);
    this.notBeforeMs = this.runtime.monotonicMs() + ms;
  }

  /** The list does not show the task, yet it has not ended: it is left alone, longer each time in a row. */
  backOffFromList(times: number): void {
    this.notBeforeMs = this.runtime.monotonicMs() + contradictionBackoffMs(times, this.runtime.timeScale);
  }

  /** Varies the intervals between looks by 10 %. */
  drawJitter(): void {
    this.jitter = 0.9 + 0.2 * this.runtime.random();
  }

  /** Ends the wait, each of these only if nothing else has. */
  end(outcome: TaskOutcome): void {
    this.#finish()?.resolve(outcome);
    if (outcome.end !== "unknown") {
      this.see(outcome.status);
    }
  }

  fail(error: unknown): void {
    this.#finish()?.reject(error);
  }

  failByDeadline(): void {
    const { taskId, serverId } = this.request;
    const observed = Object.fromEntries(this.#observed);
    this.fail(
      new TaskDeadlineError({ taskId, serverId, lastStatus: this.#status, waitedMs: this.#waitedMs(), observed }),
    );
  }

  #interrupt(): void {
    this.fail(new WaitInterruptedError(`task ${this.request.taskId}`));
  }

  #finish(): { resolve(outcome: TaskOutcome): void; reject(error: unknown): void } | undefined {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#stopListening?.();
    if (settle !== undefined) {
      this.over.abort(waitIsOver);
      this.onOver(this);
    }
    return settle;
  }

  #waitedMs(): number {
    return this.runtime.monotonicMs() - this.submittedAtMs;
  }

  #report(note?: string): void {
    const progress: TaskProgress = {
      ...(this.#status === undefined ? {} : { status: this.#status }),
      waitedMs: this.#waitedMs(),
      ...(note === undefined ? {} : { note }),
    };
    try {
      this.request.onProgress?.(progress);
    } catch (error) {
      // One row that cannot be shown must not stop the watcher, which serves others too.
      this.fail(error);
    }
  }
}
