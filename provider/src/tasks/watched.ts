import type { BudgetWait } from "../transport/callOptions";
import type { Lateness } from "./lateness";
import { limitNote } from "./limitNote";
import type { ListStanding } from "./listStanding";
import type { PollGate } from "./pollGate";
import type { TaskCalls } from "./watcherRuntime";
import type { Waiter } from "./waiter";
import type { Waiters } from "./waiters";
import type { WatcherRuntime } from "./watcherRuntime";

/** What the parts of one watcher know together. */
export interface Watched {
  readonly waiters: Waiters;
  readonly gate: PollGate;
  readonly standing: ListStanding;
  readonly lateness: Lateness;
  readonly calls: TaskCalls;
  readonly runtime: WatcherRuntime;
  /** To be called when a look had to wait for the request budget. */
  readonly throttled: () => void;
  /** To be called after every change that the next look may depend on, once the waiters it is about are touched. */
  readonly changed: () => void;
}

/** Shorter waits for the request limit are not worth telling, in ms. */
const LEAST_TOLD_MS = 500;

/** Says that requests wait for the request limit. */
export function sayThrottled(waiters: Iterable<Waiter>, wait: BudgetWait): void {
  if (wait.ms >= LEAST_TOLD_MS) {
    const note = limitNote(wait);
    for (const waiter of waiters) {
      waiter.say(note);
    }
  }
}

/** Ends the waits for tasks that may not be read, neither on their own nor by the list. */
export function failHopeless({ waiters, standing }: Watched, error: unknown): void {
  for (const waiter of waiters) {
    if (standing.hopeless(waiter)) {
      waiter.fail(error);
    }
  }
}
