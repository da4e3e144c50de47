import * as pulumi from "@pulumi/pulumi";
import { getDmsTask as lookUp, type DmsTaskEntry } from "../operations/dms/dmsListing";
import { connection } from "./connection";
import type { SettingsArgs } from "./settingsArgs";

/**
 * One background task of a DMS instance (ShowBackgroundTask).
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError for an instance or a task DMS does not know, a deleted one included; SettingsError,
 * ServiceError, TransportError
 */
export async function getDmsTask(instanceId: string, taskId: string, settings?: SettingsArgs): Promise<DmsTaskEntry> {
  return lookUp((await connection(settings)).cloud, instanceId, taskId);
}

/** {@link getDmsTask} for inputs of a program. */
export function getDmsTaskOutput(
  instanceId: pulumi.Input<string>,
  taskId: pulumi.Input<string>,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<DmsTaskEntry> {
  return pulumi
    .all([instanceId, taskId, settings])
    .apply(([instance, task, given]) => getDmsTask(instance, task, given));
}
