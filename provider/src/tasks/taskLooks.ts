import { applyAnswer } from "./taskAnswer";
import { finalLookMs, nextLookMs } from "./nextLook";
import { pacesOf, type Crowd } from "./pace";
import { answerOf, answerOfError, type TaskAnswer } from "./taskAnswer";
import type { Waiter } from "./waiter";
import { failHopeless, type Watched } from "./watched";

/** Requests for single tasks under way at once; the request budget paces them. */
const looksAtOnce = 16;

/** Looks at tasks one by one (ListKeypairTask): the only thing that ends a wait well or as failed. */
export class TaskLooks {
  #underWay = 0;

  constructor(private readonly watched: Watched) {}

  /** Starts the looks that are due and ends the waits whose deadline has come. Returns when the next of these is due. */
  plan(crowd: Crowd, nowMs: number): number {
    const paces = pacesOf(crowd);
    const gateMs = this.watched.gate.earliestMs("task");
    const due: Waiter[] = [];
    let next = Infinity;
    for (const waiter of this.watched.waiters) {
      if (waiter.deadlineMs <= nowMs) {
        waiter.failByDeadline();
        continue;
      }
      next = Math.min(next, waiter.deadlineMs);
      if (waiter.looking) {
        continue;
      }
      const dueMs = Math.max(nextLookMs(waiter, paces, crowd.timeScale), gateMs);
      if (dueMs > nowMs) {
        next = Math.min(next, dueMs);
      } else {
        due.push(waiter);
      }
    }
    return Math.min(next, this.#start(due, nowMs));
  }

  /** Starts as many looks as may be, those first that had no trouble. Returns when the gate opens for the others. */
  #start(due: readonly Waiter[], nowMs: number): number {
    for (const troubled of [false, true]) {
      for (const waiter of due) {
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
        void this.#look(waiter, nowMs);
      }
    }
    return Infinity;
  }

  async #look(waiter: Waiter, nowMs: number): Promise<void> {
    const { calls, gate, runtime, throttled, changed } = this.watched;
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
          waiter.sayThrottled(wait);
        },
      })
      .then((task) => answerOf(task.taskStatus), answerOfError);
    this.#underWay -= 1;
    waiter.looking = false;
    if (!waiter.over.signal.aborted) {
      this.#take(waiter, answer);
    }
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
    if (answer.is === "pending" && answer.recognised) {
      lateness.learn(waiter, waiters);
    }
    applyAnswer(waiter, answer);
    if (answer.is === "denied") {
      failHopeless(this.watched, answer.error);
    }
  }
}
