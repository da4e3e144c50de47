import type { FailedTask } from "../client/kps/taskRecord";
import { isRefusal, retryAfterMs } from "./pollTrouble";
import type { SharedList } from "./sharedList";
import type { Watched } from "./watched";

/** Sends the list of failed tasks for those who ask for it. */
export class FailedLooks {
  constructor(
    private readonly watched: Watched,
    private readonly list: SharedList<FailedTask>,
  ) {}

  /** Sends the list if it is due. Returns when it is due next; Infinity while one is in flight. */
  plan(nowMs: number): number {
    if (this.list.inFlight) {
      return Infinity;
    }
    const dueMs = Math.max(this.list.wantedAtMs(), this.watched.gate.earliestMs("failed"));
    if (dueMs > nowMs) {
      return dueMs;
    }
    void this.#look();
    return Infinity;
  }

  async #look(): Promise<void> {
    const { gate, changed } = this.watched;
    gate.started("failed");
    try {
      await this.list.send({ deadlineMs: -Infinity, onWait: () => undefined });
      gate.answered("failed");
    } catch (error) {
      if (isRefusal(error)) {
        gate.answered("failed");
      } else {
        gate.failed("failed", retryAfterMs(error));
      }
    }
    changed();
  }
}
