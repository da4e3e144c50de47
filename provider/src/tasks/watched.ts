import type { Lateness } from "./lateness";
import type { ListStanding } from "./listStanding";
import type { PollGate } from "./pollGate";
import type { TaskCalls } from "./watcherRuntime";
import type { Waiter } from "./waiter";
import type { WatcherRuntime } from "./watcherRuntime";

/** What the parts of one watcher know together. */
export interface Watched {
  readonly waiters: ReadonlySet<Waiter>;
  readonly gate: PollGate;
  readonly standing: ListStanding;
  readonly lateness: Lateness;
  readonly calls: TaskCalls;
  readonly runtime: WatcherRuntime;
  /** To be called when a look had to wait for the request budget. */
  readonly throttled: () => void;
  /** To be called after every change that the next look may depend on. */
  readonly changed: () => void;
}

/** Ends the waits for tasks that may not be read, neither on their own nor by the list. */
export function failHopeless({ waiters, standing }: Watched, error: unknown): void {
  for (const waiter of waiters) {
    if (standing.hopeless(waiter)) {
      waiter.fail(error);
    }
  }
}
