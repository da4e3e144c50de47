import * as pulumi from "@pulumi/pulumi";
import { failedTasks, type FailedTaskRecord } from "../operations/lists/taskListing";
import { collectOldestFirst } from "../operations/lists/walkList";
import { connection } from "./connection";
import { taskFilter, taskFilterInputs } from "./filterArgs";
import type { SettingsArgs } from "./settingsArgs";
import type { TaskFilterArgs, TaskFilterInputs } from "./taskFilterArgs";

export type { FailedTaskRecord } from "../operations/lists/taskListing";

/**
 * The records of failed tasks of the project (ListFailedTask), all pages, oldest first. They are history and keep no later task from running.
 * @param filter which of them; left out: all
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws RefusedError for a filter that cannot be used, SettingsError, ServiceError, TransportError
 */
export function listFailedTasks(filter?: TaskFilterArgs, settings?: SettingsArgs): Promise<FailedTaskRecord[]> {
  return collectOldestFirst(eachFailedTask(filter, settings), ({ taskTime }) => taskTime);
}

/** {@link listFailedTasks} for inputs of a program. */
export function listFailedTasksOutput(
  filter?: TaskFilterInputs,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<FailedTaskRecord[]> {
  return pulumi.all([taskFilterInputs(filter), settings]).apply(([wanted, given]) => listFailedTasks(wanted, given));
}

/** The same one by one, in no particular order, a page being asked for when it is needed: for very long lists. */
export async function* eachFailedTask(
  filter?: TaskFilterArgs,
  settings?: SettingsArgs,
): AsyncGenerator<FailedTaskRecord, void, undefined> {
  const wanted = taskFilter("listFailedTasks", filter);
  yield* failedTasks((await connection(settings)).cloud, wanted);
}
