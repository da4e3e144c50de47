import { applyAnswer } from "./taskAnswer";
import { finalLookMs, nextLookMs } from "./nextLook";
import { arePacesAlike, pacesOf, type Crowd, type Paces } from "./pace";
import { answerOf, answerOfError, type TaskAnswer } from "./taskAnswer";
import type { Waiter } from "./waiter";
import { failHopeless, sayThrottled, type Watched } from "./watched";

/** Requests for single tasks under way at once; the request budget paces them. */
const looksAtOnce = 16;

/** Looks at tasks one by one (ListKeypairTask): the only thing that ends a wait well or as failed. */
export class TaskLooks {
  #underWay = 0;
  #paces: Paces | undefined;
  /** Those to be looked at as soon as may be. */
  readonly #due = new Set<Waiter>();
  /** No other look is due before this, and no deadline comes before that (monotonic ms). */
  #nextLookMs = Infinity;
  #nextDeadlineMs = Infinity;

  constructor(private readonly watched: Watched) {}

  /** Starts the looks that are due and ends the waits whose deadline has come. Returns when the next of these is due. */
  plan(crowd: Crowd, touched: Iterable<Waiter>, nowMs: number): number {
    const paces = pacesOf(crowd);
    const asBefore = this.#paces !== undefined && arePacesAlike(paces, this.#paces);
    this.#paces = paces;
    if (asBefore && crowd.waiters > 0 && nowMs < Math.min(this.#nextLookMs, this.#nextDeadlineMs)) {
      this.#sort(touched, paces, nowMs);
    } else {
      this.#nextLookMs = Infinity;
      this.#nextDeadlineMs = Infinity;
      this.#sort(this.watched.waiters, paces, nowMs);
    }
    const nextStartMs = this.#start(nowMs);
    return Math.min(this.#nextLookMs, this.#nextDeadlineMs, nextStartMs);
  }

  /** Tells apart who is due now and who is later, and ends the waits whose deadline has come. */
  #sort(waiters: Iterable<Waiter>, paces: Paces, nowMs: number): void {
    for (const waiter of waiters) {
      this.#due.delete(waiter);
      if (waiter.deadlineMs <= nowMs) {
        waiter.failByDeadline();
        continue;
      }
      this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, waiter.deadlineMs);
      if (waiter.looking) {
        continue;
      }
      const dueMs = nextLookMs(waiter, paces, this.watched.runtime.timeScale);
      if (dueMs > nowMs) {
        this.#nextLookMs = Math.min(this.#nextLookMs, dueMs);
      } else {
        this.#due.add(waiter);
      }
    }
  }

  /** Starts as many looks as may be, those first that had no trouble. Returns when the gate opens for the others. */
  #start(nowMs: number): number {
    for (const troubled of [false, true]) {
      for (const waiter of this.#due) {
        if (waiter.over.signal.aborted) {
          this.#due.delete(waiter);
          continue;
        }
        if (waiter.troubled !== troubled) {
          continue;
        }
        const gateMs = this.watched.gate.earliestMs("task");
        if (gateMs > nowMs) {
          return gateMs;
        }
        if (this.#underWay >= looksAtOnce) {
          return Infinity;
        }
        this.#due.delete(waiter);
        void this.#look(waiter, nowMs);
      }
    }
    return Infinity;
  }

  async #look(waiter: Waiter, nowMs: number): Promise<void> {
    const { calls, gate, runtime, throttled, changed, waiters } = this.watched;
    waiter.looking = true;
    waiter.finalLookDone ||= nowMs >= finalLookMs(waiter.deadlineMs, runtime.timeScale);
    this.#underWay += 1;
    gate.started("task");
    const answer = await calls
      .showTask(waiter.request, {
        signal: waiter.over.signal,
        deadlineMs: waiter.deadlineMs,
        attempts: 1,
        lane: "status",
        onWait: (wait) => {
          throttled();
          sayThrottled([waiter], wait);
        },
      })
      .then((task) => answerOf(task.taskStatus), answerOfError);
    this.#underWay -= 1;
    waiter.looking = false;
    if (!waiter.over.signal.aborted) {
      this.#take(waiter, answer);
    }
    waiters.touch(waiter);
    changed();
  }

  #take(waiter: Waiter, answer: TaskAnswer): void {
    const { gate, lateness, runtime, waiters } = this.watched;
    const nowMs = runtime.monotonicMs();
    waiter.lastLookMs = nowMs;
    waiter.drawJitter();
    if (answer.is === "trouble") {
      gate.failed("task", answer.retryAfterMs);
    } else {
      gate.answered("task");
    }
    if (answer.is === "pending" && answer.recognised && lateness.learn(waiter, waiters)) {
      waiters.touchAll();
    }
    applyAnswer(waiter, answer);
    if (answer.is === "denied") {
      failHopeless(this.watched, answer.error);
    }
  }
}
