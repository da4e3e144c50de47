import { z } from "zod";
import { epochMs, optionalEpochMs } from "../wire/epochMs";
import { id, optionalId, serverIdIn } from "../wire/id";
import { entriesOf, judgedEntries, type UnreadableEntry } from "../wire/listAnswer";
import { optionalText, reasonText } from "../wire/text";
import { optionalCount } from "../wire/whole";

/** One page of a task list. */
export interface TaskPage {
  /** Entries to show, counted from 1; absent: the service's default of 1000. */
  readonly limit?: number | undefined;
  /** Entries to leave out at the start. */
  readonly offset?: number | undefined;
}

/** One page as the service shows it. */
export interface TaskList<T extends RunningTask> {
  /** Entries of the whole list, as far as the service tells. */
  readonly total: number | undefined;
  /** Those of the page that can be read. */
  readonly tasks: readonly T[];
  /** Those that cannot. */
  readonly unreadable: readonly UnreadableEntry[];
}

/** An entry of the running-tasks list. Texts are empty where the service left them out. */
export interface RunningTask {
  /** The task's id, though the API page calls it the id of the VM. It can be asked for. */
  readonly taskId: string;
  /** Not a state: seen as `RUNNING`, `RUNNING_RESET` and `FAILED_RESET` in the same list. */
  readonly operateType: string;
  /** Start, in ms since 1970; 0 when the service gave none. */
  readonly taskTime: number;
  readonly serverName: string;
  /** A UUID in small letters, however the list has it. */
  readonly serverId: string;
  readonly keyPairName: string;
}

/** An entry of the failed-tasks list. A time that is no time is left out, and so is a reason that is no text: the other stays worth reading. */
export interface FailedTask extends RunningTask {
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

const runningEntry = z.object({
  task_id: id,
  operate_type: optionalText,
  task_time: optionalEpochMs,
  server_name: optionalText,
  server_id: optionalId,
  keypair_name: optionalText,
});

const failedEntry = runningEntry.extend({
  task_time: epochMs.optional().catch(undefined),
  server_name: optionalText.catch(undefined),
  task_error_code: reasonText.catch(undefined),
  task_error_msg: reasonText.catch(undefined),
});

const taskListWire = z
  .object({ total: optionalCount, tasks: z.array(z.unknown()).nullish() })
  .transform(({ total, tasks }, context) => ({ total, tasks: entriesOf(tasks, total, context) }));

/** Body of the list of running tasks. */
export const runningListWire = taskListWire.transform(({ total, tasks }): TaskList<RunningTask> => {
  const { readable, unreadable } = judgedEntries(runningEntry, tasks);
  return { total, tasks: readable.map(runningTask), unreadable };
});

/** Body of the list of failed tasks. */
export const failedListWire = taskListWire.transform(({ total, tasks }): TaskList<FailedTask> => {
  const { readable, unreadable } = judgedEntries(failedEntry, tasks);
  return { total, tasks: readable.map(failedTask), unreadable };
});

function runningTask(entry: z.output<typeof runningEntry>): RunningTask {
  const serverId = serverIdIn(entry.server_id ?? "");
  return {
    // The id of the VM is the same text in both places.
    taskId: serverIdIn(entry.task_id) === serverId ? serverId : entry.task_id,
    operateType: entry.operate_type ?? "",
    taskTime: entry.task_time ?? 0,
    serverName: entry.server_name ?? "",
    serverId,
    keyPairName: entry.keypair_name ?? "",
  };
}

function failedTask(entry: z.output<typeof failedEntry>): FailedTask {
  return {
    ...runningTask({ ...entry, task_time: entry.task_time }),
    ...(entry.task_error_code === undefined ? {} : { errorCode: entry.task_error_code }),
    ...(entry.task_error_msg === undefined ? {} : { errorMessage: entry.task_error_msg }),
  };
}
