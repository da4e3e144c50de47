import type { Input, Output } from "@pulumi/pulumi";
import type { FunctionResults } from "../model/functionResults";
import type { FailedTaskRecord } from "../model/taskEntries";
import { call, callOutput, each } from "./call";
import type { FunctionOptions } from "./functionOptions";
import type { TaskFilterArgs, TaskFilterInputs } from "./taskFilterArgs";

/**
 * The records of failed tasks of the project (ListFailedTask), all pages, oldest first. They are history and keep no
 * later task from running.
 * @param filter which of them; left out: all
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws RefusedError for a filter that cannot be used, SettingsError, ServiceError, TransportError
 */
export function listFailedTasks(
  filter: TaskFilterArgs = {},
  options?: FunctionOptions,
): Promise<FunctionResults["listFailedTasks"]> {
  return call("listFailedTasks", filter, options);
}

/** {@link listFailedTasks} for inputs of a program. */
export function listFailedTasksOutput(
  filter: TaskFilterInputs = {},
  options?: FunctionOptions,
): Output<FunctionResults["listFailedTasks"]> {
  return callOutput("listFailedTasks", filter, options);
}

/** The same one by one, in no particular order, a page being asked for when it is needed: for very long lists. */
export function eachFailedTask(
  filter: TaskFilterArgs = {},
  options?: FunctionOptions,
): AsyncGenerator<FailedTaskRecord, void, undefined> {
  return each("listFailedTasks", filter, options);
}

/**
 * Deletes the record of a failed task (DeleteFailedTask). The server and its key are not touched.
 * @param taskId `task_id` of the record
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws RefusedError during a preview; UnknownIdError when there is no such record; SettingsError, ServiceError,
 * TransportError
 */
export async function deleteFailedTask(taskId: string, options?: FunctionOptions): Promise<void> {
  await call("deleteFailedTask", { taskId }, options);
}

/** {@link deleteFailedTask} for inputs of a program. */
export function deleteFailedTaskOutput(taskId: Input<string>, options?: FunctionOptions): Output<void> {
  return callOutput("deleteFailedTask", { taskId }, options).apply(() => undefined);
}

/**
 * Deletes the records of failed tasks that match, each by its id (DeleteFailedTask). The call that empties the whole list
 * (DeleteAllFailedTask) is never used: the list holds other people's records too.
 * @param filter which of them; at least one condition
 * @param options where to work; left out: the stack configuration, then the environment
 * @returns the records deleted; one that somebody else deleted first is not among them
 * @throws RefusedError during a preview, and for an empty filter or one that cannot be used; SettingsError, ServiceError,
 * TransportError
 */
export function deleteFailedTasks(
  filter: TaskFilterArgs,
  options?: FunctionOptions,
): Promise<FunctionResults["deleteFailedTasks"]> {
  return call("deleteFailedTasks", filter, options);
}

/** {@link deleteFailedTasks} for inputs of a program. */
export function deleteFailedTasksOutput(
  filter: TaskFilterInputs,
  options?: FunctionOptions,
): Output<FunctionResults["deleteFailedTasks"]> {
  return callOutput("deleteFailedTasks", filter, options);
}
