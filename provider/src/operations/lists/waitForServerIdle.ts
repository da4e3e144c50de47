import { saysNothingOfTask } from "../../client/apiErrors";
import { LISTS_LATE_MS, lookAtRunning } from "../binding/evidence";
import { untilUnlisted } from "../binding/otherTask";
import { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { isUnknownIdError } from "../step/unknownIdError";
import { ecsServerId } from "../../model/identifier";
import type { TaskState } from "../../model/taskEntries";
import { waitForTask } from "./waitForTask";

/**
 * Waits until no task runs on a server: for the one that runs, and for those that follow it. Useful before a reboot: a
 * server that is stopped or started while a task works on it makes the task fail.
 * @returns the tasks that were waited for, as they ended; none when the server was idle
 * @throws SnapshotDeadlineError, TaskDeadlineError at the deadline; RefusedError when the list may not be read;
 * WaitInterruptedError, ServiceError, TransportError
 */
export async function waitForServerIdle(asked: string, context: StepContext): Promise<TaskState[]> {
  const serverId = ecsServerId(asked);
  const ended = new Map<string, TaskState>();
  // A task that was queued behind another one begins at its end, and shows some time later.
  let sentAfterMs = context.monotonicMs();
  for (;;) {
    const running = await lookAtRunning(serverId, sentAfterMs, context);
    if (!running.readable) {
      throw new RefusedError(
        `waiting until server ${serverId} is idle: ${running.why}`,
        [],
        "allow the action it names",
      );
    }
    const [entry] = running.entries;
    if (entry === undefined || entry.taskId === serverId) {
      if (entry === undefined && running.complete && !running.unreadable) {
        return [...ended.values()];
      }
      // This list names servers in place of tasks, or something runs there that cannot be read.
      await untilUnlisted(serverId, context);
      sentAfterMs = context.monotonicMs() + LISTS_LATE_MS * context.timeScale;
      continue;
    }
    try {
      ended.set(entry.taskId, await waitForTask(entry.taskId, context));
    } catch (error) {
      // It has ended and is forgotten already; or it cannot be asked for, and the list tells.
      if (!isUnknownIdError(error) && !saysNothingOfTask(error)) {
        throw error;
      }
    }
    sentAfterMs = context.monotonicMs() + LISTS_LATE_MS * context.timeScale;
  }
}
