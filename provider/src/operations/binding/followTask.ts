import type { FailedTask } from "../../client/kps/taskRecord";
import { observedText } from "../../diagnostics/errors/unfinishedWait";
import { report } from "../../diagnostics/report";
import { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import { serverText } from "../../diagnostics/serverText";
import { taskFailureReport } from "../../diagnostics/taskFailure";
import { cutText } from "../../diagnostics/text/cutText";
import type { TaskFailure } from "../../model/bindingRecord";
import type { Operation } from "../../model/operation";
import { findFailure } from "../../tasks/failureDetail";
import { isTaskDeadlineError } from "../../tasks/taskDeadlineError";
import type { TaskOutcome } from "../../tasks/waitRequest";
import { finishedTask } from "../report/finishedTask";
import type { StepContext } from "../step/stepContext";
import type { Sent } from "./sent";

/** So much of the service's reason is kept in state, in characters: a failure travels in an HTTP/2 header block. */
const MESSAGE_LIMIT = 500;

/** A task that carries out a change of ours. */
export interface OwnTask {
  taskId: string;
  operation: Operation;
  serverId: string;
  serverName: string | undefined;
  keyPairName: string;
  /** Whether the server was running when the task was posted. */
  online: boolean;
  /** When the POST was acknowledged, or the resumed wait began (monotonic ms). */
  submittedAtMs: number;
  /** When it was posted, by the service's clock (ms since 1970). */
  postedAtServiceMs: number;
  /** ISO 8601 UTC. */
  startedAt: string;
  /** It was not posted just now, so it may have ended long ago. */
  resumed: boolean;
  /** True when the id was not given in the answer to our POST but found afterwards. */
  inferred: boolean;
  /** What was sent along to get into the server: no reason of the service may show it. */
  secrets: readonly string[];
  /** The service's id of the request that started it, when this process sent it. */
  requestId: string | undefined;
}

/** The task of a change that was sent: by the id in its answer, or by one that was found (`inferredId`). */
export function ownTask(serverId: string, sent: Sent, inferredId: string | undefined, nowMs: number): OwnTask {
  const { operation, serverName, keyPairName, online, secrets, requestId } = sent;
  return {
    taskId: inferredId ?? sent.taskId ?? "",
    operation,
    serverId,
    serverName,
    keyPairName,
    online,
    submittedAtMs: nowMs,
    postedAtServiceMs: sent.sentAtServiceMs,
    startedAt: new Date(sent.sentAtServiceMs).toISOString(),
    resumed: sent.resumed || inferredId !== undefined,
    inferred: inferredId !== undefined,
    secrets,
    requestId,
  };
}

/** How the wait for a task ended. `unfinished` keeps the task: its outcome is not known yet. */
export type OwnTaskEnd =
  | { end: "success"; taskStatus: string; finishedAt: string }
  | { end: "failed"; taskStatus: string; finishedAt: string; failure: TaskFailure; report: string }
  | { end: "unfinished"; lastStatus: string | undefined; report: string }
  | Extract<TaskOutcome, { end: "unknown" }>;

/**
 * Waits until a task of ours has ended and, when it failed, looks up why. Never throws: whatever keeps the wait from
 * seeing the end (deadline, interruption, refused credentials) leaves the task unfinished.
 */
export async function followTask(task: OwnTask, context: StepContext): Promise<OwnTaskEnd> {
  const doing = `${task.operation} ${task.serverName ?? task.serverId}`;
  const show = (status: string | undefined, note?: string): void =>
    context.progress({ doing, status, sinceMs: task.submittedAtMs, taskId: task.taskId, note });
  show("accepted");
  try {
    const outcome = await context.watcher.wait({
      taskId: task.taskId,
      serverId: task.serverId,
      operation: task.operation,
      submittedAtMs: task.submittedAtMs,
      deadlineMs: context.deadlineMs,
      signal: context.signal,
      resumed: task.resumed,
      endsWhenDenied: true,
      onProgress: ({ status, note }) => show(statusText(status, task.operation), note),
    });
    if (outcome.end === "unknown") {
      return outcome;
    }
    const finishedAt = new Date(context.cloud.serviceNow()).toISOString();
    show(outcome.status);
    const end =
      outcome.end === "success"
        ? ({ end: "success", taskStatus: outcome.status, finishedAt } as const)
        : await explain(task, outcome.status, finishedAt, context);
    return end;
  } catch (error) {
    return unfinished(task, error);
  }
}

/** Tells of a task that has ended, once it is known to be ours: one that was found may be somebody else's. */
export async function tellFinished(task: OwnTask, end: OwnTaskEnd, context: StepContext): Promise<void> {
  if (end.end === "success" || end.end === "failed") {
    await context.finished(finishedTask(task, end, context.urn));
  }
}

/** The running list says only that a task runs; which operation it is, is known here. */
function statusText(status: string | undefined, operation: Operation): string {
  return status === "RUNNING" ? `RUNNING_${operation}` : (status ?? "accepted");
}

/** A task that failed at the very deadline still gets so long to have its reason looked up, in ms. */
export const REASON_GRACE_MS = 1_500;

async function explain(
  task: OwnTask,
  taskStatus: string,
  finishedAt: string,
  context: StepContext,
): Promise<Extract<OwnTaskEnd, { end: "failed" }>> {
  const { detail, unexplained } = await findFailure(context.watcher, {
    taskId: task.taskId,
    serverId: task.serverId,
    keyPairName: task.keyPairName,
    postedAtServiceMs: task.postedAtServiceMs,
    failedSeenAtMs: context.monotonicMs(),
    deadlineMs: Math.max(context.deadlineMs, context.monotonicMs() + REASON_GRACE_MS),
    signal: context.signal,
  });
  const match = detail?.match === "probable" || task.inferred ? "probable" : "exact";
  return failedEnd(task, { taskStatus, finishedAt, record: detail?.record, match, unexplained });
}

/** The end of a task that failed, with what its record in the failed-task list says, if there is one. */
export function failedEnd(
  task: OwnTask,
  end: {
    taskStatus: string;
    finishedAt: string;
    record: FailedTask | undefined;
    match: "exact" | "probable";
    /** Why there is no record. */
    unexplained?: string | undefined;
  },
): Extract<OwnTaskEnd, { end: "failed" }> {
  const { record, match, taskStatus, finishedAt, unexplained } = end;
  const message = cutText(new KnownSecrets(task.secrets).redact(record?.errorMessage ?? ""), MESSAGE_LIMIT);
  const failure: TaskFailure = {
    taskId: task.taskId,
    operation: task.operation,
    code: record?.errorCode,
    message,
    time: record === undefined || record.taskTime === 0 ? undefined : new Date(record.taskTime).toISOString(),
    serverName: record?.serverName || task.serverName,
    match,
  };
  const text = taskFailureReport({
    ...task,
    serverName: failure.serverName,
    taskStatus,
    tookMs: Date.parse(finishedAt) - Date.parse(task.startedAt),
    code: failure.code,
    message: record?.errorMessage === undefined ? undefined : message,
    unexplained,
    match,
  });
  return { end: "failed", taskStatus, finishedAt, failure, report: text };
}

function unfinished(task: OwnTask, error: unknown): OwnTaskEnd {
  const change = `${task.operation} with key pair "${task.keyPairName}" on server ${serverText(task.serverName, task.serverId)}`;
  if (isTaskDeadlineError(error)) {
    return {
      end: "unfinished",
      lastStatus: error.lastStatus,
      report: report(`${change} has not ended within ${Math.round(error.waitedMs / 1000)} s`, [
        ["task", `${task.taskId}, ${error.lastStatus ?? "no status seen"}, started ${task.startedAt}`],
        ["seen", observedText(error.observed)],
        ["next", `${RESUME_NEXT}; give it longer with customTimeouts`],
      ]),
    };
  }
  return {
    end: "unfinished",
    lastStatus: undefined,
    report: report(`${change}: waiting was cut short`, [
      ["task", `${task.taskId}, started ${task.startedAt}`],
      ["because", error instanceof Error ? error.message : "of an unknown error"],
      ["next", RESUME_NEXT],
    ]),
  };
}

const RESUME_NEXT = "run `pulumi up` (or `destroy`) again: it goes on waiting for this task and posts nothing";
