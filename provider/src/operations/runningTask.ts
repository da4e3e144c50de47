import type { RunningTask } from "../client/kps/taskRecord";
import type { StepContext } from "./stepContext";

/** How old a list of running tasks may be when a step looks for the first time, in ms. */
const FRESH_ENOUGH_MS = 1_000;

/**
 * The task that runs on a server now, if any. Steps that look at the same time share one list. Lists may name the
 * server in `task_id` (the API page calls it "VM ID"), so both are compared.
 */
export async function runningTaskOf(
  serverId: string,
  context: StepContext,
  sentAfterMs: number = context.monotonicMs() - FRESH_ENOUGH_MS * context.timeScale,
): Promise<RunningTask | undefined> {
  const snapshot = await context.watcher.runningTasks({
    sentAfterMs,
    deadlineMs: context.deadlineMs,
    signal: context.signal,
  });
  return snapshot.tasks.find((task) => task.serverId === serverId || task.taskId === serverId);
}
