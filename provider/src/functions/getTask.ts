import * as pulumi from "@pulumi/pulumi";
import { getTask as lookUp, type TaskState } from "../operations/lists/taskState";
import { connection } from "./connection";
import type { SettingsArgs } from "./settingsArgs";

export type { TaskState } from "../operations/lists/taskState";

/**
 * One task of KPS by its id (ListKeypairTask), and for a failed one also why, from the list of failed tasks.
 * @param taskId `task_id`, as an output `taskId` of a KeyPairBinding gives it
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError when the service does not know the task (any more), SettingsError, ServiceError, TransportError
 */
export async function getTask(taskId: string, settings?: SettingsArgs): Promise<TaskState> {
  return lookUp((await connection(settings)).cloud, taskId);
}

/** {@link getTask} for inputs of a program. */
export function getTaskOutput(
  taskId: pulumi.Input<string>,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<TaskState> {
  return pulumi.all([taskId, settings]).apply(([id, given]) => getTask(id, given));
}
