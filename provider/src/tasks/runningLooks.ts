import type { RunningTask } from "../client/kps/taskRecord";
import { applySnapshot } from "./listVerdict";
import { listedTasks } from "./listVerdict";
import { lookedAtMs, nextListMs } from "./nextLook";
import { wantsList, type Crowd } from "./pace";
import { isRefusal, isUnauthenticated, retryAfterMs, troubleOf } from "./pollTrouble";
import type { SharedList } from "./sharedList";
import type { Waiter } from "./waiter";
import { failHopeless, sayThrottled, type Watched } from "./watched";

/** Sends the list of running tasks, for many waiters at once and for those who ask for it. */
export class RunningLooks {
  #jitter = 1;
  /** No waiter that the list serves was looked at longer ago than this (monotonic ms). */
  #leastRecentLookMs = Infinity;

  constructor(
    private readonly watched: Watched,
    private readonly list: SharedList<RunningTask>,
  ) {}

  /** Sends the list if it is due. Returns when it is due next; Infinity while one is in flight. */
  plan(crowd: Crowd, touched: Iterable<Waiter>, nowMs: number): number {
    for (const waiter of touched) {
      this.#leastRecentLookMs = Math.min(this.#leastRecentLookMs, lookedAtMs(waiter));
    }
    if (this.list.inFlight) {
      return Infinity;
    }
    const wantedMs = Math.min(this.list.wantedAtMs(), this.#dueForWaitersMs(crowd, nowMs));
    const dueMs = Math.max(wantedMs, this.watched.gate.earliestMs("running"));
    if (dueMs > nowMs) {
      return dueMs;
    }
    void this.#look();
    return Infinity;
  }

  #dueForWaitersMs(crowd: Crowd, nowMs: number): number {
    const { waiters, standing } = this.watched;
    const serves = !standing.refused && wantsList(crowd);
    if (!serves && !standing.needsProbe(waiters)) {
      return Infinity;
    }
    const intervalMs = this.list.intervalMs(crowd.waiters - crowd.misled);
    const list = { lastSentMs: this.list.lastSentMs, intervalMs, jitter: this.#jitter };
    const earliestMs = nextListMs(list, this.#leastRecentLookMs);
    if (earliestMs > nowMs) {
      return earliestMs;
    }
    // Whoever was looked at so long ago may be gone, or looked at again.
    this.#leastRecentLookMs = Infinity;
    for (const waiter of waiters) {
      const lookMs = waiter.misled ? Infinity : lookedAtMs(waiter);
      this.#leastRecentLookMs = Math.min(this.#leastRecentLookMs, lookMs);
    }
    return nextListMs(list, this.#leastRecentLookMs);
  }

  async #look(): Promise<void> {
    const { waiters, gate, standing, lateness, runtime, changed } = this.watched;
    this.#jitter = 0.9 + 0.2 * runtime.random();
    gate.started("running");
    let deadlineMs = -Infinity;
    for (const waiter of waiters) {
      deadlineMs = Math.max(deadlineMs, waiter.deadlineMs);
    }
    try {
      const snapshot = await this.list.send({
        deadlineMs,
        onWait: (wait) => sayThrottled(waiters, wait),
      });
      if (snapshot !== undefined) {
        gate.answered("running");
        standing.answered();
        const listed = listedTasks(snapshot);
        this.#each((waiter) => applySnapshot(waiter, listed, lateness.ms));
      }
    } catch (error) {
      this.#takeError(error);
    }
    waiters.touchAll();
    changed();
  }

  #each(tell: (waiter: Waiter) => void): void {
    for (const waiter of this.watched.waiters) {
      tell(waiter);
    }
  }

  #takeError(error: unknown): void {
    const { gate, standing } = this.watched;
    const what = troubleOf(error);
    if (isUnauthenticated(error)) {
      gate.answered("running");
      this.#each((waiter) => waiter.fail(error));
    } else if (isRefusal(error)) {
      gate.answered("running");
      standing.refuse(error);
      this.#each((waiter) => {
        waiter.observe(what);
        waiter.sayOnce(`the list of running tasks is refused (${what}); asking for each task itself`);
      });
      failHopeless(this.watched, error);
    } else {
      gate.failed("running", retryAfterMs(error));
      this.#each((waiter) => {
        waiter.observe(what);
        waiter.sayTrouble(what);
      });
    }
  }
}
