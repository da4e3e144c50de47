import type * as pulumi from "@pulumi/pulumi";
import type { DmsTaskEntry } from "../model/dmsTaskEntry";
import type { FunctionResults } from "../model/functionResults";
import { call, callOutput, each } from "./call";
import type { FunctionOptions } from "./functionOptions";

/** Which background tasks are wanted. */
export interface DmsTaskArgs {
  /** Id of a Kafka, RabbitMQ or RocketMQ instance. */
  instanceId: string;
  /** Tasks created at this time or later: a Date, or an ISO time with its zone. */
  since?: Date | string | undefined;
  /** Tasks created at this time or before. */
  until?: Date | string | undefined;
  /** Tasks of these names, such as `modifyAutoTopic`. */
  names?: string[] | undefined;
  /** How pages are asked for: by `offset`, by `start` (older API pages, partner clouds), or `auto` (default): found out. */
  paging?: "auto" | "start" | "offset" | undefined;
}

/** The same with inputs of a program. */
export interface DmsTaskInputs {
  instanceId: pulumi.Input<string>;
  since?: pulumi.Input<Date | string | undefined>;
  until?: pulumi.Input<Date | string | undefined>;
  names?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  paging?: pulumi.Input<"auto" | "start" | "offset" | undefined>;
}

/**
 * The background tasks of a DMS instance (ListBackgroundTasks), all pages, oldest first.
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError for an instance DMS does not know; RefusedError for arguments that cannot be used;
 * SettingsError, ServiceError, TransportError
 */
export function listDmsTasks(args: DmsTaskArgs, options?: FunctionOptions): Promise<FunctionResults["listDmsTasks"]> {
  return call("listDmsTasks", args, options);
}

/** {@link listDmsTasks} for inputs of a program. */
export function listDmsTasksOutput(
  args: DmsTaskInputs,
  options?: FunctionOptions,
): pulumi.Output<FunctionResults["listDmsTasks"]> {
  return callOutput("listDmsTasks", args, options);
}

/** The same one by one, in no particular order, a page being asked for when it is needed: for very long lists. */
export function eachDmsTask(
  args: DmsTaskArgs,
  options?: FunctionOptions,
): AsyncGenerator<DmsTaskEntry, void, undefined> {
  return each("listDmsTasks", args, options);
}

/**
 * One background task of a DMS instance (ShowBackgroundTask).
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError for an instance or a task DMS does not know, a deleted one included; SettingsError,
 * ServiceError, TransportError
 */
export function getDmsTask(instanceId: string, taskId: string, options?: FunctionOptions): Promise<DmsTaskEntry> {
  return call("getDmsTask", { instanceId, taskId }, options);
}

/** {@link getDmsTask} for inputs of a program. */
export function getDmsTaskOutput(
  instanceId: pulumi.Input<string>,
  taskId: pulumi.Input<string>,
  options?: FunctionOptions,
): pulumi.Output<DmsTaskEntry> {
  return callOutput("getDmsTask", { instanceId, taskId }, options);
}

/**
 * Deletes the record of an ended background task of a DMS instance (DeleteBackgroundTask).
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws RefusedError during a preview; UnknownIdError for an instance or a task DMS does not know; ServiceError (400
 * `DMS.00400017` while the task runs), SettingsError, TransportError
 */
export async function deleteDmsTask(instanceId: string, taskId: string, options?: FunctionOptions): Promise<void> {
  await call("deleteDmsTask", { instanceId, taskId }, options);
}

/** {@link deleteDmsTask} for inputs of a program. */
export function deleteDmsTaskOutput(
  instanceId: pulumi.Input<string>,
  taskId: pulumi.Input<string>,
  options?: FunctionOptions,
): pulumi.Output<void> {
  return callOutput("deleteDmsTask", { instanceId, taskId }, options).apply(() => undefined);
}
