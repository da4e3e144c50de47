import type { Operation } from "../../model/operation";
import type { CallOptions } from "../../transport/callOptions";
import type { StepContext } from "../step/stepContext";
import type { TaskState } from "../../model/taskEntries";
import { findFailure } from "../../tasks/failureDetail";
import { REASON_GRACE_MS } from "../binding/followTask";
import { shownEntry } from "./shownEntry";
import { failedRecord } from "./taskListing";
import { getTask, shownTask, taskState } from "./taskState";

/**
 * Waits until a task has ended, as the service says when asked for that task. A task that failed is a result too.
 * @throws UnknownIdError when the service does not know the task (any more), TaskDeadlineError, WaitInterruptedError,
 * ServiceError, TransportError
 */
export async function waitForTask(taskId: string, context: StepContext): Promise<TaskState> {
  const { cloud, deadlineMs, signal } = context;
  const options: CallOptions = { deadlineMs, signal };
  const first = taskState(await shownTask(cloud, taskId, options));
  if (first.phase === "success" || first.phase === "failed") {
    return explained(first, context);
  }
  const submittedAtMs = context.monotonicMs();
  const doing = `${first.operation ?? "task"} on server ${first.serverId}`;
  const show = (status: string, note?: string): void =>
    context.progress({ doing, status, sinceMs: submittedAtMs, taskId, note });
  show(first.taskStatus);
  const outcome = await context.watcher.wait({
    taskId,
    serverId: first.serverId,
    operation: operationOf(first),
    submittedAtMs,
    deadlineMs,
    signal,
    resumed: true,
    unknownAfterMs: 0,
    onProgress: ({ status, note }) => show(status ?? first.taskStatus, note),
  });
  return outcome.end === "unknown"
    ? getTask(cloud, taskId, options)
    : explained(taskState({ taskId, serverId: first.serverId, taskStatus: outcome.status }), context);
}

/**
 * A failed task with its record, for which it is looked several times: it may show some seconds after the end. That it has
 * failed is known also where the list cannot be read.
 */
async function explained(task: TaskState, context: StepContext): Promise<TaskState> {
  if (task.phase !== "failed") {
    return shownEntry(task, context.cloud.secrets);
  }
  const { taskId, serverId } = task;
  const { deadlineMs, signal, watcher } = context;
  const failedSeenAtMs = context.monotonicMs();
  const { detail, unexplained } = await findFailure(watcher, {
    taskId,
    serverId,
    // Nobody knows when it was posted, nor with which key pair: only its id can tell.
    keyPairName: "",
    failedSeenAtMs,
    deadlineMs: Math.max(deadlineMs, failedSeenAtMs + REASON_GRACE_MS * context.timeScale),
    signal,
  });
  return {
    ...shownEntry(task, context.cloud.secrets),
    ...(detail === undefined ? {} : { failure: failedRecord(detail.record, context.cloud) }),
    ...(unexplained === undefined ? {} : { failureUnknown: unexplained }),
  };
}

/** What the watcher files its experience under; of no consequence for the end. */
function operationOf(task: TaskState): Operation {
  const { operation } = task;
  return operation === "RESET" || operation === "REPLACE" || operation === "UNBIND" ? operation : "BIND";
}
