import type { AskedTask, KpsTask } from "../client/kps/showTask";
import type { FailedTask, RunningTask, TaskList, TaskPage } from "../client/kps/taskRecord";
import type { CallOptions } from "../transport/callOptions";

/** The outside world as a watcher sees it, and the budget it should keep to when it looks at tasks one by one. */
export interface WatcherRuntime {
  /** Milliseconds of a clock that never jumps, as `performance.now()`. */
  readonly monotonicMs: () => number;
  /** Calls back after so many ms, or earlier where they are more than a timer takes; not once the result was called. */
  readonly startTimer: (ms: number, ring: () => void) => () => void;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  /** Factor on every interval of the watcher's own; 1 except in tests. */
  readonly timeScale: number;
  /** Requests a second that the service allows; default 5, the documented 300 a minute. */
  readonly requestsPerSecond?: number;
}

/** The three calls a watcher makes. Each throws ServiceError or TransportError. */
export interface TaskCalls {
  /** ListKeypairTask. */
  readonly showTask: (asked: AskedTask, options: CallOptions) => Promise<KpsTask>;
  /** ListRunningTask, one page. */
  readonly listRunningTasks: (page: TaskPage, options: CallOptions) => Promise<TaskList<RunningTask>>;
  /** ListFailedTask, one page. */
  readonly listFailedTasks: (page: TaskPage, options: CallOptions) => Promise<TaskList<FailedTask>>;
}
