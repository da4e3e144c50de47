import * as pulumi from "@pulumi/pulumi";
import { deleteDmsTask as deleteRecord } from "../operations/dms/dmsListing";
import { connection } from "./connection";
import { refuseInPreview } from "./refuseInPreview";
import type { SettingsArgs } from "./settingsArgs";

/**
 * Deletes the record of an ended background task of a DMS instance (DeleteBackgroundTask).
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws RefusedError during a preview; UnknownIdError for an instance or a task DMS does not know; ServiceError (400
 * `DMS.00400017` while the task runs), SettingsError, TransportError
 */
export async function deleteDmsTask(instanceId: string, taskId: string, settings?: SettingsArgs): Promise<void> {
  refuseInPreview("deleteDmsTask");
  await deleteRecord((await connection(settings)).cloud, instanceId, taskId);
}

/** {@link deleteDmsTask} for inputs of a program. */
export function deleteDmsTaskOutput(
  instanceId: pulumi.Input<string>,
  taskId: pulumi.Input<string>,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<void> {
  return pulumi
    .all([instanceId, taskId, settings])
    .apply(([instance, task, given]) => deleteDmsTask(instance, task, given));
}
