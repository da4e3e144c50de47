import type { Output } from "@pulumi/pulumi";
import type { FunctionResults } from "../model/functionResults";
import type { ListedTask } from "../model/taskEntries";
import { call, callOutput, each } from "./call";
import type { FunctionOptions } from "./functionOptions";
import type { TaskFilterArgs, TaskFilterInputs } from "./taskFilterArgs";

/**
 * The running tasks of the project (ListRunningTask), all pages, oldest first: every task that runs while the list is
 * read, none twice.
 * @param filter which of them; left out: all
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws RefusedError for a filter that cannot be used, SettingsError, ServiceError, TransportError
 */
export function listRunningTasks(
  filter: TaskFilterArgs = {},
  options?: FunctionOptions,
): Promise<FunctionResults["listRunningTasks"]> {
  return call("listRunningTasks", filter, options);
}

/** {@link listRunningTasks} for inputs of a program. */
export function listRunningTasksOutput(
  filter: TaskFilterInputs = {},
  options?: FunctionOptions,
): Output<FunctionResults["listRunningTasks"]> {
  return callOutput("listRunningTasks", filter, options);
}

/** The same one by one, in no particular order, a page being asked for when it is needed: for very long lists. */
export function eachRunningTask(
  filter: TaskFilterArgs = {},
  options?: FunctionOptions,
): AsyncGenerator<ListedTask, void, undefined> {
  return each("listRunningTasks", filter, options);
}
