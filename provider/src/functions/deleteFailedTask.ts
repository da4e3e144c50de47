import * as pulumi from "@pulumi/pulumi";
import { deleteFailedTask as deleteRecord } from "../operations/lists/deleteFailedTasks";
import { connection } from "./connection";
import { refuseInPreview } from "./refuseInPreview";
import type { SettingsArgs } from "./settingsArgs";

/**
 * Deletes the record of a failed task (DeleteFailedTask). The server and its key are not touched.
 * @param taskId `task_id` of the record
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws RefusedError during a preview; UnknownIdError when there is no such record; SettingsError, ServiceError,
 * TransportError
 */
export async function deleteFailedTask(taskId: string, settings?: SettingsArgs): Promise<void> {
  refuseInPreview("deleteFailedTask");
  await deleteRecord((await connection(settings)).cloud, taskId);
}

/** {@link deleteFailedTask} for inputs of a program. */
export function deleteFailedTaskOutput(
  taskId: pulumi.Input<string>,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<void> {
  return pulumi.all([taskId, settings]).apply(([id, given]) => deleteFailedTask(id, given));
}
