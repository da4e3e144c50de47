import type { Input, Output } from "@pulumi/pulumi";
import type { FunctionResults } from "../model/functionResults";
import type { TaskState } from "../model/taskEntries";
import { call, callOutput } from "./call";
import type { FunctionOptions } from "./functionOptions";
import { splitWait } from "./waitArgs";
import type { WaitArgs } from "./waitArgs";

/**
 * One task of KPS by its id (ListKeypairTask), and for a failed one also why, from the list of failed tasks.
 * @param taskId `task_id`, as an output `taskId` of a KeyPairBinding gives it
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError when the service does not know the task (any more), SettingsError, ServiceError, TransportError
 */
export function getTask(taskId: string, options?: FunctionOptions): Promise<TaskState> {
  return call("getTask", { taskId }, options);
}

/** {@link getTask} for inputs of a program. */
export function getTaskOutput(taskId: Input<string>, options?: FunctionOptions): Output<TaskState> {
  return callOutput("getTask", { taskId }, options);
}

/**
 * Waits until a task of KPS has ended, with the watcher that bindings use. A task that failed is a result too: look at
 * `phase`, and at `failure` for the reason.
 * @param options where to work; left out: the stack configuration, then the environment
 * @throws UnknownIdError when the service does not know the task (any more); TaskDeadlineError; WaitInterruptedError when
 * the signal aborts; RefusedError for a timeout that is none; SettingsError, ServiceError, TransportError
 */
export function waitForTask(taskId: string, wait: WaitArgs = {}, options?: FunctionOptions): Promise<TaskState> {
  const { travelling, listeners } = splitWait(wait);
  return call("waitForTask", { ...travelling, taskId }, options, listeners);
}

/** {@link waitForTask} for inputs of a program; in a preview it waits too, as it changes nothing. */
export function waitForTaskOutput(
  taskId: Input<string>,
  wait: WaitArgs = {},
  options?: FunctionOptions,
): Output<TaskState> {
  const { travelling, listeners } = splitWait(wait);
  return callOutput("waitForTask", { ...travelling, taskId }, options, listeners);
}

/**
 * Waits until no task of KPS runs on a server, for instance before a reboot: a server that is stopped or started while a
 * task works on it makes the task fail.
 * @param options where to work; left out: the stack configuration, then the environment
 * @returns the tasks that were waited for, as they ended; none when the server was idle
 * @throws TaskDeadlineError, SnapshotDeadlineError; WaitInterruptedError when the signal aborts; RefusedError for a
 * timeout that is none; SettingsError, ServiceError, TransportError
 */
export function waitForServerIdle(
  serverId: string,
  wait: WaitArgs = {},
  options?: FunctionOptions,
): Promise<FunctionResults["waitForServerIdle"]> {
  const { travelling, listeners } = splitWait(wait);
  return call("waitForServerIdle", { ...travelling, serverId }, options, listeners);
}

/** {@link waitForServerIdle} for inputs of a program; in a preview it waits too, as it changes nothing. */
export function waitForServerIdleOutput(
  serverId: Input<string>,
  wait: WaitArgs = {},
  options?: FunctionOptions,
): Output<FunctionResults["waitForServerIdle"]> {
  const { travelling, listeners } = splitWait(wait);
  return callOutput("waitForServerIdle", { ...travelling, serverId }, options, listeners);
}
