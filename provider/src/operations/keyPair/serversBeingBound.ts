import { isPermissionDenied } from "../../client/apiErrors";
import type { RunningTask } from "../../client/kps/taskRecord";
import { isUnbindStatus } from "../../tasks/taskStatus";
import type { StepContext } from "../step/stepContext";

/**
 * The tasks that are putting a key pair on servers now, as far as the list of running ones shows and may be read: ECS names
 * the pair there once they have ended.
 */
export async function serversBeingBound(
  keyPairName: string,
  { watcher, monotonicMs, deadlineMs, signal }: Pick<StepContext, "watcher" | "monotonicMs" | "deadlineMs" | "signal">,
): Promise<RunningTask[]> {
  try {
    const { tasks } = await watcher.runningTasks({ sentAfterMs: monotonicMs(), deadlineMs, signal });
    return tasks.filter((task) => task.keyPairName === keyPairName && !isUnbindStatus(task.operateType));
  } catch (error) {
    if (isPermissionDenied(error)) {
      return [];
    }
    throw error;
  }
}
