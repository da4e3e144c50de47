import { isUnknownTask } from "../../client/apiErrors";
import type { Cloud } from "../../client/cloud";
import { showTask, type KpsTask } from "../../client/kps/showTask";
import type { TaskState } from "../../model/taskEntries";
import { NO_WHOLE_LIST, whyUnread } from "../../tasks/failureDetail";
import { parseTaskStatus } from "../../tasks/taskStatus";
import type { CallOptions } from "../../transport/callOptions";
import { shownEntry } from "./shownEntry";
import { failedTasks } from "./taskListing";
import { UnknownIdError } from "../step/unknownIdError";

/**
 * One task by its id; for a failed one also why.
 * @throws UnknownIdError when the service does not know it (any more), ServiceError, TransportError
 */
export async function getTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<TaskState> {
  return explained(cloud, shownEntry(taskState(await shownTask(cloud, taskId, options)), cloud.secrets), options);
}

/** The task as the service shows it. Throws UnknownIdError, ServiceError, TransportError. */
export async function shownTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<KpsTask> {
  try {
    return await showTask(cloud, { taskId }, options);
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

/**
 * A failed task with its record in the list of failed tasks, or why that cannot be read: that it has failed is known all the
 * same; any other as it is.
 */
async function explained(cloud: Cloud, task: TaskState, options?: CallOptions): Promise<TaskState> {
  if (task.phase !== "failed") {
    return task;
  }
  try {
    const records = failedTasks(cloud, {}, options);
    for (;;) {
      const next = await records.next();
      if (next.done === true) {
        return next.value.complete ? task : { ...task, failureUnknown: NO_WHOLE_LIST };
      }
      if (next.value.taskId === task.taskId) {
        return { ...task, failure: next.value };
      }
    }
  } catch (error) {
    if (options?.signal?.aborted === true) {
      throw error;
    }
    return { ...task, failureUnknown: whyUnread(error) };
  }
}
