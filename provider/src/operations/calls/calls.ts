import { Exit } from "../../diagnostics/exit";
import { functionSpeaker } from "../../diagnostics/speaker";
import type { Cloud } from "../../client/cloud";
import { parseDuration } from "../../model/duration";
import type { FunctionName, FunctionResults } from "../../model/functionResults";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { deleteDmsTask, getDmsTask } from "../dms/dmsListing";
import { deleteFailedTask, deleteFailedTasks } from "../lists/deleteFailedTasks";
import { getKeyPair } from "../lists/keyPairListing";
import { getTask } from "../lists/taskState";
import { waitForServerIdle } from "../lists/waitForServerIdle";
import { waitForTask } from "../lists/waitForTask";
import { collect, collectOldestFirst } from "../lists/collect";
import { progressLine } from "../step/progress";
import { connectedStep } from "../step/connectedStep";
import type { StepContext } from "../step/stepContext";
import { connectionOf, readOnly, type CallSurroundings } from "./callSurroundings";
import { checkedArgs } from "./checkedArgs";
import { eachEntry } from "./eachEntry";

type Call<Name extends FunctionName> = (args: unknown, around: CallSurroundings) => Promise<FunctionResults[Name]>;

/**
 * The functions of the package by their names, for whoever is asked for one by name: arguments as they travel in, checked
 * here, and plain results. Each throws RefusedError for arguments that cannot be used, what connecting throws, and
 * UnknownIdError, ServiceError and TransportError; those that wait also TaskDeadlineError, SnapshotDeadlineError and
 * WaitInterruptedError. Refusing what changes something in a preview is up to the caller.
 */
export const calls: { readonly [Name in FunctionName]: Call<Name> } = {
  getTask: async (args, around) => {
    const { taskId } = checkedArgs("getTask", args);
    return getTask(await cloudOf(around), taskId, readOnly(around));
  },
  listRunningTasks: (args, around) => tasksOf(eachEntry.listRunningTasks(args, around), ({ taskTime }) => taskTime),
  listFailedTasks: (args, around) => tasksOf(eachEntry.listFailedTasks(args, around), ({ taskTime }) => taskTime),
  deleteFailedTask: async (args, around) => {
    const { taskId } = checkedArgs("deleteFailedTask", args);
    await deleteFailedTask(await cloudOf(around), taskId);
    return {};
  },
  deleteFailedTasks: async (args, around) => {
    const filter = checkedArgs("deleteFailedTasks", args);
    return { tasks: await deleteFailedTasks(await cloudOf(around), filter) };
  },
  waitForTask: async (args, around) => {
    const { taskId, timeout } = checkedArgs("waitForTask", args);
    return waitForTask(taskId, await waitContext(timeout, around));
  },
  waitForServerIdle: async (args, around) => {
    const { serverId, timeout } = checkedArgs("waitForServerIdle", args);
    return { tasks: await waitForServerIdle(serverId, await waitContext(timeout, around)) };
  },
  listKeyPairs: async (args, around) => {
    const { entries: keyPairs, complete } = await collect(eachEntry.listKeyPairs(args, around));
    return { keyPairs, complete };
  },
  getKeyPair: async (args, around) => {
    const { name } = checkedArgs("getKeyPair", args);
    return getKeyPair(await cloudOf(around), name, readOnly(around));
  },
  listDmsTasks: (args, around) => tasksOf(eachEntry.listDmsTasks(args, around), ({ createdAt }) => createdAt),
  getDmsTask: async (args, around) => {
    const { instanceId, taskId } = checkedArgs("getDmsTask", args);
    return getDmsTask(await cloudOf(around), instanceId, taskId, readOnly(around));
  },
  deleteDmsTask: async (args, around) => {
    const { instanceId, taskId } = checkedArgs("deleteDmsTask", args);
    await deleteDmsTask(await cloudOf(around), instanceId, taskId);
    return {};
  },
};

async function tasksOf<Task>(
  ...walk: Parameters<typeof collectOldestFirst<Task>>
): Promise<{ tasks: Task[]; complete: boolean }> {
  const { entries: tasks, complete } = await collectOldestFirst(...walk);
  return { tasks, complete };
}

async function cloudOf(around: CallSurroundings): Promise<Cloud> {
  return (await connectionOf(around)).cloud;
}

async function waitContext(timeout: string | undefined, around: CallSurroundings): Promise<StepContext> {
  const { connections, environment, settings, signal, onProgress } = around;
  const { monotonicMs } = connections.runtime;
  // A line holds words of the service, and somebody prints it.
  const exit = new Exit(connections.secrets);
  const timeoutMs = (timeout === undefined ? undefined : parseDuration(timeout)) ?? DEFAULT_TIMEOUT_MS;
  return connectedStep(connections, settings(), environment, {
    timeoutMs,
    signal,
    longer: functionSpeaker.longer,
    ...(onProgress === undefined
      ? {}
      : { progress: (progress) => onProgress(exit.line(progressLine(progress, monotonicMs()))) }),
  });
}
