import type { WatcherRuntime } from "./watcherRuntime";

/** Longest time that tasks may take to show in the list before that counts as the list's fault; ms at time scale 1. */
const longestMs = 3_000;

interface Listing {
  readonly submittedAtMs: number;
  readonly resumed: boolean;
  readonly listed: boolean;
  readonly absentAtMs: number;
  absent: boolean;
  absences: number;
}

/**
 * Learns how long after the POST tasks run without being listed, so that not every young task is asked for in vain. It
 * knows nothing at first, and what it has learned holds until nobody waits any more.
 */
export class Lateness {
  #ms = 0;

  constructor(private readonly runtime: WatcherRuntime) {}

  /** Age (ms) up to which a task that was never listed is not missed in the list. */
  get ms(): number {
    return this.#ms;
  }

  /**
   * A task that the list does not show was asked for, and runs. Others as young are no longer asked for; returns whether
   * that may have changed any.
   */
  learn(running: Listing, waiters: Iterable<Listing>): boolean {
    if (!couldBeLate(running)) {
      return false;
    }
    this.#ms = Math.min(longestMs * this.runtime.timeScale, Math.max(this.#ms, ageWhenAbsent(running)));
    for (const waiter of waiters) {
      if (waiter !== running && couldBeLate(waiter) && ageWhenAbsent(waiter) <= this.#ms) {
        waiter.absent = false;
        waiter.absences = 0;
      }
    }
    return true;
  }

  forget(): void {
    this.#ms = 0;
  }
}

function couldBeLate(task: Listing): boolean {
  return task.absent && !task.listed && !task.resumed;
}

function ageWhenAbsent(task: Listing): number {
  return task.absentAtMs - task.submittedAtMs;
}
