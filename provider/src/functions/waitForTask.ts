import * as pulumi from "@pulumi/pulumi";
import type { TaskState } from "../operations/lists/taskState";
import { waitForTask as wait } from "../operations/lists/waitForTask";
import type { SettingsArgs } from "./settingsArgs";
import type { WaitArgs } from "./waitArgs";
import { waitContext } from "./waitContext";

/**
 * Waits until a task of KPS has ended, with the watcher that bindings use. A task that failed is a result too: look at
 * `phase`, and at `failure` for the reason.
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError when the service does not know the task (any more); TaskDeadlineError; WaitInterruptedError when
 * the signal aborts; RefusedError for a timeout that is none; SettingsError, ServiceError, TransportError
 */
export async function waitForTask(taskId: string, args: WaitArgs = {}, settings?: SettingsArgs): Promise<TaskState> {
  return wait(taskId, await waitContext("waitForTask", args, settings));
}

/** {@link waitForTask} for inputs of a program; in a preview it waits too, as it changes nothing. */
export function waitForTaskOutput(
  taskId: pulumi.Input<string>,
  args: WaitArgs = {},
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<TaskState> {
  return pulumi.all([taskId, settings]).apply(([id, given]) => waitForTask(id, args, given));
}
