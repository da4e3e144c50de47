import * as pulumi from "@pulumi/pulumi";
import { runningTasks, type ListedTask } from "../operations/lists/taskListing";
import { collectOldestFirst } from "../operations/lists/walkList";
import { connection } from "./connection";
import { taskFilter, taskFilterInputs } from "./filterArgs";
import type { SettingsArgs } from "./settingsArgs";
import type { TaskFilterArgs, TaskFilterInputs } from "./taskFilterArgs";

export type { ListedTask } from "../operations/lists/taskListing";

/**
 * The running tasks of the project (ListRunningTask), all pages, oldest first: every task that runs while the list is read, none twice.
 * @param filter which of them; left out: all
 * @param settings where to work; left out: the stack configuration, then the environment
 * @throws RefusedError for a filter that cannot be used, SettingsError, ServiceError, TransportError
 */
export function listRunningTasks(filter?: TaskFilterArgs, settings?: SettingsArgs): Promise<ListedTask[]> {
  return collectOldestFirst(eachRunningTask(filter, settings), ({ taskTime }) => taskTime);
}

/** {@link listRunningTasks} for inputs of a program. */
export function listRunningTasksOutput(
  filter?: TaskFilterInputs,
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<ListedTask[]> {
  return pulumi.all([taskFilterInputs(filter), settings]).apply(([wanted, given]) => listRunningTasks(wanted, given));
}

/** The same one by one, in no particular order, a page being asked for when it is needed: for very long lists. */
export async function* eachRunningTask(
  filter?: TaskFilterArgs,
  settings?: SettingsArgs,
): AsyncGenerator<ListedTask, void, undefined> {
  const wanted = taskFilter("listRunningTasks", filter);
  yield* runningTasks((await connection(settings)).cloud, wanted);
}
