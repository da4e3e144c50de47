import type { RunningTask } from "../client/kps/taskRecord";
import { applySnapshot } from "./listVerdict";
import { listedTasks } from "./listVerdict";
import { lookedAtMs, nextListMs } from "./nextLook";
import { wantsList, type Crowd } from "./pace";
import { isRefusal, isUnauthenticated, retryAfterMs, troubleOf } from "./pollTrouble";
import type { SharedList } from "./sharedList";
import { failHopeless, type Watched } from "./watched";

/** Sends the list of running tasks, for many waiters at once and for those who ask for it. */
export class RunningLooks {
  #jitter = 1;

  constructor(
    private readonly watched: Watched,
    private readonly list: SharedList<RunningTask>,
  ) {}

  /** Sends the list if it is due. Returns when it is due next; Infinity while one is in flight. */
  plan(crowd: Crowd, nowMs: number): number {
    if (this.list.inFlight) {
      return Infinity;
    }
    const wantedMs = Math.min(this.list.wantedAtMs(), this.#dueForWaitersMs(crowd));
    const dueMs = Math.max(wantedMs, this.watched.gate.earliestMs("running"));
    if (dueMs > nowMs) {
      return dueMs;
    }
    void this.#look();
    return Infinity;
  }

  #dueForWaitersMs(crowd: Crowd): number {
    const { waiters, standing } = this.watched;
    const serves = !standing.refused && wantsList(crowd);
    if (!serves && !standing.needsProbe(waiters)) {
      return Infinity;
    }
    let leastRecentLookMs = Infinity;
    for (const waiter of waiters) {
      leastRecentLookMs = Math.min(leastRecentLookMs, waiter.misled ? Infinity : lookedAtMs(waiter));
    }
    const intervalMs = this.list.intervalMs(crowd.waiters - crowd.misled);
    return nextListMs({ lastSentMs: this.list.lastSentMs, intervalMs, jitter: this.#jitter }, leastRecentLookMs);
  }

  async #look(): Promise<void> {
    const { waiters, gate, standing, lateness, runtime, changed } = this.watched;
    this.#jitter = 0.9 + 0.2 * runtime.random();
    gate.started("running");
    let deadlineMs = -Infinity;
    waiters.forEach((waiter) => (deadlineMs = Math.max(deadlineMs, waiter.deadlineMs)));
    try {
      const snapshot = await this.list.send({
        deadlineMs,
        onWait: (wait) => waiters.forEach((waiter) => waiter.sayThrottled(wait)),
      });
      if (snapshot !== undefined) {
        gate.answered("running");
        standing.answered();
        const listed = listedTasks(snapshot);
        waiters.forEach((waiter) => applySnapshot(waiter, listed, lateness.ms));
      }
    } catch (error) {
      this.#takeError(error);
    }
    changed();
  }

  #takeError(error: unknown): void {
    const { waiters, gate, standing } = this.watched;
    const what = troubleOf(error);
    if (isUnauthenticated(error)) {
      gate.answered("running");
      waiters.forEach((waiter) => waiter.fail(error));
    } else if (isRefusal(error)) {
      gate.answered("running");
      standing.refuse(error);
      waiters.forEach((waiter) => {
        waiter.observe(what);
        waiter.sayOnce(`the list of running tasks is refused (${what}); asking for each task itself`);
      });
      failHopeless(this.watched, error);
    } else {
      gate.failed("running", retryAfterMs(error));
      waiters.forEach((waiter) => {
        waiter.observe(what);
        waiter.sayTrouble(what);
      });
    }
  }
}
