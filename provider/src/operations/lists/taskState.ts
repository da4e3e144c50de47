import { isUnknownTask } from "../../client/apiErrors";
import type { Cloud } from "../../client/cloud";
import { showTask, type KpsTask } from "../../client/kps/showTask";
import { serverIdIn } from "../../client/wire/id";
import type { TaskState } from "../../model/taskEntries";
import { NAMES_SERVERS, NO_WHOLE_LIST, whyUnread } from "../../tasks/failureDetail";
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
    let namesServer = false;
    for (;;) {
      const next = await records.next();
      if (next.done === true) {
        const failureUnknown = next.value.complete ? (namesServer ? NAMES_SERVERS : undefined) : NO_WHOLE_LIST;
        return failureUnknown === undefined ? task : { ...task, failureUnknown };
      }
      const { taskId } = next.value;
      if (taskId.toLowerCase() === task.taskId.toLowerCase()) {
        return { ...task, failure: next.value };
      }
      namesServer ||= taskId === serverIdIn(task.serverId);
    }
  } catch (error) {
    if (options?.signal?.aborted === true) {
      throw error;
    }
    return { ...task, failureUnknown: whyUnread(error) };
  }
}
