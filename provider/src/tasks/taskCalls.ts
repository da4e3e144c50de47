import type { FailedTaskList } from "../client/kps/listFailedTasks";
import type { RunningTaskList } from "../client/kps/listRunningTasks";
import type { KpsTask } from "../client/kps/showTask";
import type { TaskPage } from "../client/kps/taskRecord";
import type { CallOptions } from "../transport/callOptions";

/** The three calls a watcher makes. Each throws ServiceError or TransportError. */
export interface TaskCalls {
  /** ListKeypairTask. */
  readonly showTask: (taskId: string, options: CallOptions) => Promise<KpsTask>;
  /** ListRunningTask, one page. */
  readonly listRunningTasks: (page: TaskPage, options: CallOptions) => Promise<RunningTaskList>;
  /** ListFailedTask, one page. */
  readonly listFailedTasks: (page: TaskPage, options: CallOptions) => Promise<FailedTaskList>;
}
