import type { Cloud } from "../client/cloud";
import { listFailedTasks } from "../client/kps/listFailedTasks";
import { listRunningTasks } from "../client/kps/listRunningTasks";
import { showTask } from "../client/kps/showTask";
import type { FailedSnapshot, RunningSnapshot, SnapshotRequest } from "./snapshot";
import type { TaskOutcome, WaitRequest } from "./waitRequest";
import { Watch } from "./watch";
import type { TaskCalls, WatcherRuntime } from "./watcherRuntime";

export type { FailedSnapshot, RunningSnapshot, SnapshotRequest } from "./snapshot";
export type { TaskOperation, TaskOutcome, TaskProgress, WaitRequest } from "./waitRequest";
export type { TaskCalls, WatcherRuntime } from "./watcherRuntime";

/** Waits for the tasks of one project, all of them with one set of requests. */
export interface TaskWatcher {
  /**
   * Waits until a task has ended, as the service itself says when asked for that task (ListKeypairTask).
   * @throws TaskDeadlineError at the deadline
   * @throws WaitInterruptedError when the signal aborts
   * @throws ServiceError with status 401, or with 403 when neither the task nor the list may be read; any other trouble
   * while looking is waited out
   */
  wait(request: WaitRequest): Promise<TaskOutcome>;
  /**
   * The running tasks of the project (ListRunningTask). Those who ask together share one list, and with the waits.
   * @throws ServiceError, TransportError after five failed lists, at once for a refusal
   * @throws SnapshotDeadlineError at the deadline
   * @throws WaitInterruptedError when the signal aborts
   */
  runningTasks(request: SnapshotRequest): Promise<RunningSnapshot>;
  /** The failure records of the project (ListFailedTask); for the rest like `runningTasks`. */
  failedTasks(request: SnapshotRequest): Promise<FailedSnapshot>;
  /** The last of these lists, as old as it is; undefined before the first. Sends nothing. */
  lastFailedTasks(): FailedSnapshot | undefined;
}

/** A watcher over these calls. It holds no timer and sends nothing while nobody waits or asks. */
export function createTaskWatcher(calls: TaskCalls, runtime: WatcherRuntime): TaskWatcher {
  const watch = new Watch(calls, runtime);
  return {
    wait: (request) => watch.wait(request),
    runningTasks: (request) => watch.runningTasks(request),
    failedTasks: (request) => watch.failedTasks(request),
    lastFailedTasks: () => watch.lastFailedTasks(),
  };
}

/** A watcher of the tasks of one cloud; whoever works on that cloud shares it. */
export function watcherOf(cloud: Cloud): TaskWatcher {
  const { monotonicMs, startTimer, random } = cloud.runtime;
  return createTaskWatcher(
    {
      showTask: (asked, options) => showTask(cloud, asked, options),
      listRunningTasks: (page, options) => listRunningTasks(cloud, page, options),
      listFailedTasks: (page, options) => listFailedTasks(cloud, page, options),
    },
    {
      monotonicMs,
      startTimer,
      random,
      timeScale: cloud.settings.testTimeScale ?? 1,
      requestsPerSecond: cloud.settings.requestsPerMinute / 60,
    },
  );
}
