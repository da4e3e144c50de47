import * as pulumi from "@pulumi/pulumi";
import { deleteFailedTasks as deleteRecords } from "../operations/lists/deleteFailedTasks";
import type { FailedTaskRecord } from "../operations/lists/taskListing";
import { connection } from "./connection";
import { taskFilter, taskFilterInputs } from "./filterArgs";
import { refuseInPreview } from "./refuseInPreview";
import type { SettingsArgs } from "./settingsArgs";
import type { TaskFilterArgs, TaskFilterInputs } from "./taskFilterArgs";

/**
 * Deletes the records of failed tasks that match, each by its id (DeleteFailedTask). The call that empties the whole list
 * (DeleteAllFailedTask) is never used: the list holds other people's records too.
 * @param filter which of them; at least one condition
 * @param settings where to work; left out: the stack configuration, then the environment
 * @returns the records deleted; one that somebody else deleted first is not among them
 * @throws RefusedError during a preview, and for an empty filter or one that cannot be used; SettingsError, ServiceError,
 * TransportError
 */
export async function deleteFailedTasks(filter: TaskFilterArgs, settings?: SettingsArgs): Promise<FailedTaskRecord[]> {
  refuseInPreview("deleteFailedTasks");
  const wanted = taskFilter("deleteFailedTasks", filter);
  return deleteRecords((await connection(settings)).cloud, wanted);
}

/** {@link deleteFailedTasks} for inputs of a program. */
export function deleteFailedTasksOutput(
  filter: TaskFilterInputs,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<FailedTaskRecord[]> {
  return pulumi.all([taskFilterInputs(filter), settings]).apply(([wanted, given]) => deleteFailedTasks(wanted, given));
}
