import type { RunningTask } from "../../client/kps/taskRecord";
import { isUnbindStatus } from "../../tasks/taskStatus";
import { readBackKeyPair } from "./readBack";
import { runningTaskOf } from "./runningTask";
import type { StepContext } from "../step/stepContext";

const PACE_MS = 2_000;
/**
 * How long ECS gets to catch up where it is not known which key pair to expect: lists may name the server instead of the
 * task, and the key pair that was there before instead of the new one.
 */
const SETTLE_MS = 5_000;

/** How a task of somebody else ended, as far as GET said; `keyPairName` is what the server has now, none after an UNBIND. */
export type ForeignEnd = { succeeded: false } | { succeeded: true; keyPairName: string | undefined };

/**
 * Waits until a task that is not ours has left a server, so that nothing is posted to a busy server. Its outcome is
 * never taken for ours; what it left behind is seen by looking again, once ECS has caught up with a success: until then
 * it would still show what was there before, and the same change would be posted a second time.
 */
export async function awaitForeignTask(
  running: RunningTask,
  server: { serverId: string; verify: "auto" | "none" },
  context: StepContext,
): Promise<ForeignEnd> {
  const { serverId } = server;
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
    await context.sleep(SETTLE_MS * context.timeScale, context.signal);
    return { succeeded: false };
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
  if (outcome.end !== "success") {
    return { succeeded: false };
  }
  const keyPairName = isUnbindStatus(outcome.status) ? undefined : running.keyPairName;
  await readBackKeyPair(serverId, keyPairName, server.verify, context);
  await context.sleep(SETTLE_MS * context.timeScale, context.signal);
  return { succeeded: true, keyPairName };
}
