import type { RunningTask } from "../../client/kps/taskRecord";
import type { StepContext } from "../step/stepContext";

/** How old a list of running tasks may be when a step looks for the first time, in ms. */
const FRESH_ENOUGH_MS = 2_000;

/** The oldest list of running tasks that a step beginning now may look at (monotonic ms). */
export function freshEnoughSince(context: Pick<StepContext, "monotonicMs" | "timeScale">): number {
  return context.monotonicMs() - FRESH_ENOUGH_MS * context.timeScale;
}

/**
 * The task that runs on a server, by a list sent at `sentAfterMs` (monotonic) or later; undefined when none runs. Steps
 * that look at the same time share one list. Lists may name the server in `task_id` (the API page calls it "VM ID"), so
 * both are compared.
 */
export async function runningTaskOf(
  serverId: string,
  context: StepContext,
  sentAfterMs: number,
): Promise<RunningTask | undefined> {
  const snapshot = await context.watcher.runningTasks({
    sentAfterMs,
    deadlineMs: context.deadlineMs,
    signal: context.signal,
  });
  return snapshot.tasks.find((task) => task.serverId === serverId || task.taskId === serverId);
}
