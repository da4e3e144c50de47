import * as pulumi from "@pulumi/pulumi";
import type { TaskState } from "../operations/lists/taskState";
import { waitForServerIdle as wait } from "../operations/lists/waitForServerIdle";
import type { SettingsArgs } from "./settingsArgs";
import type { WaitArgs } from "./waitArgs";
import { waitContext } from "./waitContext";

/**
 * Waits until no task of KPS runs on a server, for instance before a reboot: a server that is stopped or started while a
 * task works on it makes the task fail.
 * @param settings where to work; left out: the stack configuration, then the environment
 * @returns the tasks that were waited for, as they ended; none when the server was idle
 * @throws TaskDeadlineError, SnapshotDeadlineError; WaitInterruptedError when the signal aborts; RefusedError for a
 * timeout that is none; SettingsError, ServiceError, TransportError
 */
export async function waitForServerIdle(
  serverId: string,
  args: WaitArgs = {},
  settings?: SettingsArgs,
): Promise<TaskState[]> {
  return wait(serverId, await waitContext("waitForServerIdle", args, settings));
}

/** {@link waitForServerIdle} for inputs of a program; in a preview it waits too, as it changes nothing. */
export function waitForServerIdleOutput(
  serverId: pulumi.Input<string>,
  args: WaitArgs = {},
  settings?: pulumi.Input<SettingsArgs>,
): pulumi.Output<TaskState[]> {
  return pulumi.all([serverId, settings]).apply(([id, given]) => waitForServerIdle(id, args, given));
}
