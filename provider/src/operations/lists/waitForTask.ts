import { saysNothingOfTask } from "../../client/apiErrors";
import type { Operation } from "../../model/operation";
import type { CallOptions } from "../../transport/callOptions";
import type { StepContext } from "../step/stepContext";
import type { TaskState } from "../../model/taskEntries";
import { findFailure } from "../../tasks/failureDetail";
import type { WaitRequest } from "../../tasks/waitRequest";
import { REASON_GRACE_MS } from "../binding/followTask";
import { shownEntry } from "./shownEntry";
import { failedRecord } from "./taskListing";
import { shownTask, taskState } from "./taskState";

/** For so long an answer that says nothing of the task may be that of somebody on the way, in ms. */
const SILENT_FOR_MS = 30_000;

/**
 * Waits until a task has ended, as the service says when asked for that task. A task that failed is a result too.
 * @throws UnknownIdError when the service does not know the task (any more), TaskDeadlineError, WaitInterruptedError,
 * ServiceError, TransportError
 */
export async function waitForTask(taskId: string, context: StepContext): Promise<TaskState> {
  const { cloud, deadlineMs, signal } = context;
  const options: CallOptions = { deadlineMs, signal };
  const submittedAtMs = context.monotonicMs();
  let silentSinceMs: number | undefined;
  let task = taskState(await shownTask(cloud, taskId, options));
  while (!hasEnded(task)) {
    const outcome = await context.watcher.wait(waitRequest(task, submittedAtMs, context));
    if (outcome.end !== "unknown") {
      task = taskState({ ...task, taskStatus: outcome.status });
      continue;
    }
    try {
      task = taskState(await shownTask(cloud, taskId, options));
      silentSinceMs = undefined;
    } catch (error) {
      silentSinceMs ??= context.monotonicMs();
      const isOver = context.monotonicMs() - silentSinceMs >= SILENT_FOR_MS * context.timeScale;
      if (!saysNothingOfTask(error) || isOver) {
        throw error;
      }
    }
  }
  return explained(task, context);
}

function hasEnded({ phase }: TaskState): boolean {
  return phase === "success" || phase === "failed";
}

function waitRequest(task: TaskState, submittedAtMs: number, context: StepContext): WaitRequest {
  const { taskId, serverId, taskStatus } = task;
  const doing = `${task.operation ?? "task"} on server ${serverId}`;
  const show = (status: string, note?: string): void =>
    context.progress({ doing, status, sinceMs: submittedAtMs, taskId, note });
  show(taskStatus);
  return {
    taskId,
    serverId,
    operation: operationOf(task),
    submittedAtMs,
    deadlineMs: context.deadlineMs,
    signal: context.signal,
    resumed: true,
    unknownAfterMs: 0,
    onProgress: ({ status, note }) => show(status ?? taskStatus, note),
  };
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
