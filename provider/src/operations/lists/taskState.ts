import { isPermissionDenied, isUnknownTask } from "../../client/apiErrors";
import type { Cloud } from "../../client/cloud";
import { showTask, type KpsTask } from "../../client/kps/showTask";
import { parseTaskStatus, type TaskPhase } from "../../tasks/taskStatus";
import type { CallOptions } from "../../transport/callOptions";
import { failedTasks, type FailedTaskRecord } from "./taskListing";
import { UnknownIdError } from "../step/unknownIdError";

/** Where a task stands (ListKeypairTask). */
export interface TaskState {
  /** `task_id`. */
  readonly taskId: string;
  /** `server_id`: the ECS server the task works on; empty when the service left it out. */
  readonly serverId: string;
  /** `task_status` as the service writes it, such as `RUNNING_REPLACE`. */
  readonly taskStatus: string;
  /** Where it stands, by the first part of the status word. */
  readonly phase: TaskPhase;
  /** The second part of the status word: BIND, RESET, REPLACE or UNBIND. A replacement may end as `SUCCESS_RESET`. */
  readonly operation?: string;
  /** Why it failed, when it did and its record in the list of failed tasks is still there and may be read. */
  readonly failure?: FailedTaskRecord;
}

/**
 * One task by its id; for a failed one also why.
 * @throws UnknownIdError when the service does not know it (any more), ServiceError, TransportError
 */
export async function getTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<TaskState> {
  return explained(cloud, taskState(await shownTask(cloud, taskId, options)), options);
}

/** The task as the service shows it. Throws UnknownIdError, ServiceError, TransportError. */
export async function shownTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<KpsTask> {
  try {
    return await showTask(cloud, taskId, options);
  } catch (error) {
    throw isUnknownTask(error)
      ? new UnknownIdError(
          "task",
          taskId,
          error,
          "check the id, the region and the project; an ended task is forgotten after a while",
        )
      : error;
  }
}

/** The status word taken apart. */
export function taskState(task: KpsTask): TaskState {
  const { phase, operation } = parseTaskStatus(task.taskStatus);
  return { ...task, phase, ...(operation === undefined ? {} : { operation }) };
}

/** A failed task with its record in the list of failed tasks, any other as it is. */
export async function explained(cloud: Cloud, task: TaskState, options?: CallOptions): Promise<TaskState> {
  if (task.phase !== "failed") {
    return task;
  }
  try {
    for await (const record of failedTasks(cloud, {}, options)) {
      if (record.taskId === task.taskId) {
        return { ...task, failure: record };
      }
    }
  } catch (error) {
    if (!isPermissionDenied(error)) {
      throw error;
    }
  }
  return task;
}
