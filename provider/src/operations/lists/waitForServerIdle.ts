import { isUnknownIdError } from "../step/unknownIdError";
import type { StepContext } from "../step/stepContext";
import { runningTaskOf } from "../binding/runningTask";
import type { TaskState } from "../../model/taskEntries";
import { waitForTask } from "./waitForTask";
import { awaitForeignTask } from "../binding/awaitForeignTask";

/**
 * Waits until no task runs on a server: for the one that runs, and for those that follow it. Useful before a reboot: a
 * server that is stopped or started while a task works on it makes the task fail.
 * @returns the tasks that were waited for, as they ended; none when the server was idle
 * @throws SnapshotDeadlineError, TaskDeadlineError at the deadline; WaitInterruptedError, ServiceError, TransportError
 */
export async function waitForServerIdle(serverId: string, context: StepContext): Promise<TaskState[]> {
  const ended = new Map<string, TaskState>();
  for (;;) {
    const running = await runningTaskOf(serverId, context, context.monotonicMs());
    if (running === undefined) {
      return [...ended.values()];
    }
    if (running.taskId === serverId) {
      // This list names servers in place of tasks.
      await awaitForeignTask(running, { serverId, verify: "none" }, context);
      continue;
    }
    try {
      ended.set(running.taskId, await waitForTask(running.taskId, context));
    } catch (error) {
      // It has ended and is forgotten already.
      if (!isUnknownIdError(error)) {
        throw error;
      }
    }
  }
}
