import type { RunningTask } from "../client/kps/taskRecord";
import { isUnbindStatus } from "../tasks/taskStatus";
import { runningTaskOf } from "./runningTask";
import type { StepContext } from "./stepContext";

const PACE_MS = 2_000;

/** How a task of somebody else ended, as far as GET said. */
export interface ForeignEnd {
  /** The service said SUCCESS for something other than an UNBIND of this key pair's server. */
  boundKeyPairName: string | undefined;
}

/**
 * Waits until a task that is not ours has left a server, so that nothing is posted to a busy server. Its outcome is
 * never taken for ours; what it left behind is seen by looking again.
 */
export async function awaitForeignTask(
  running: RunningTask,
  serverId: string,
  context: StepContext,
): Promise<ForeignEnd> {
  const sinceMs = context.monotonicMs();
  const show = (status: string | undefined): void =>
    context.progress({
      doing: `waiting for another task on server ${running.serverName || serverId}`,
      status: status ?? running.operateType,
      sinceMs,
      taskId: running.taskId,
    });
  show(undefined);
  if (running.taskId === serverId) {
    // The list names the server instead of the task, so only the list can say when it has ended.
    while ((await runningTaskOf(serverId, context, context.monotonicMs())) !== undefined) {
      await context.sleep(PACE_MS * context.timeScale, context.signal);
    }
    return { boundKeyPairName: undefined };
  }
  const outcome = await context.watcher.wait({
    taskId: running.taskId,
    serverId,
    operation: "BIND",
    submittedAtMs: sinceMs,
    deadlineMs: context.deadlineMs,
    signal: context.signal,
    giveUpWhenUnknown: true,
    onProgress: ({ status }) => show(status),
  });
  const bound = outcome.end === "success" && !isUnbindStatus(outcome.status);
  return { boundKeyPairName: bound ? running.keyPairName : undefined };
}
