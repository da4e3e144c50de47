import { isFailedTaskNotFound } from "../../client/apiErrors";
import { deleteFailedTask } from "../../client/kps/deleteFailedTask";
import type { TaskFailure } from "../../model/bindingRecord";
import type { StepContext } from "../step/stepContext";

/**
 * Deletes the record of a failed task of ours from the failed-task list, once its detail is in state. A record that is
 * gone is fine; one that is only probably ours stays. Never throws: the list is history and changes nothing.
 */
export async function forgetFailedTask(
  failure: TaskFailure | undefined,
  context: Pick<StepContext, "cloud" | "deadlineMs" | "signal" | "notice">,
): Promise<void> {
  if (failure?.match !== "exact") {
    return;
  }
  try {
    const { deadlineMs, signal } = context;
    await deleteFailedTask(context.cloud, failure.taskId, { deadlineMs, signal });
  } catch (error) {
    if (!isFailedTaskNotFound(error)) {
      const why = error instanceof Error ? error.message : "an unknown error";
      context.notice(`the record of failed task ${failure.taskId} could not be deleted: ${why}`);
    }
  }
}
