import type { AskedTask, KpsTask } from "../client/kps/showTask";
import type { FailedTask, RunningTask, TaskList, TaskPage } from "../client/kps/taskRecord";
import type { CallOptions } from "../transport/callOptions";

/** The three calls a watcher makes. Each throws ServiceError or TransportError. */
export interface TaskCalls {
  /** ListKeypairTask. */
  readonly showTask: (asked: AskedTask, options: CallOptions) => Promise<KpsTask>;
  /** ListRunningTask, one page. */
  readonly listRunningTasks: (page: TaskPage, options: CallOptions) => Promise<TaskList<RunningTask>>;
  /** ListFailedTask, one page. */
  readonly listFailedTasks: (page: TaskPage, options: CallOptions) => Promise<TaskList<FailedTask>>;
}
