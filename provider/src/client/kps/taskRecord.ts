import { z } from "zod";
import { optionalEpochMs } from "../wire/epochMs";
import { entriesOf } from "../wire/listAnswer";
import { optionalText } from "../wire/text";
import { optionalCount } from "../wire/whole";

/** One page of a task list. */
export interface TaskPage {
  /** Records to show, counted from 1; absent: the service's default of 1000. */
  readonly limit?: number | undefined;
  /** Records to leave out at the start. */
  readonly offset?: number | undefined;
}

/** An entry of the running-tasks list. Texts are empty where the service left them out. */
export interface RunningTask {
  /** The task's id, though the API page calls it the id of the VM. */
  readonly taskId: string;
  /** Not a state: seen as `RUNNING`, `RUNNING_RESET` and `FAILED_RESET` in the same list. */
  readonly operateType: string;
  /** Start, in ms since 1970; 0 when the service gave none. */
  readonly taskTime: number;
  readonly serverName: string;
  readonly serverId: string;
  readonly keyPairName: string;
}

/** An entry of the failed-tasks list. */
export interface FailedTask extends RunningTask {
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

const entry = z.object({
  task_id: optionalText,
  operate_type: optionalText,
  task_time: optionalEpochMs,
  server_name: optionalText,
  server_id: optionalText,
  keypair_name: optionalText,
  task_error_code: optionalText,
  task_error_msg: optionalText,
});

/** Body of both task lists. */
export const taskListWire = z
  .object({ total: optionalCount, tasks: z.array(entry).nullish() })
  .transform(({ total, tasks }, context) => ({ total, tasks: entriesOf(tasks, total, context) }));

/** An entry as both lists have it. */
export function runningTask(record: z.output<typeof entry>): RunningTask {
  return {
    taskId: record.task_id ?? "",
    operateType: record.operate_type ?? "",
    taskTime: record.task_time ?? 0,
    serverName: record.server_name ?? "",
    serverId: record.server_id ?? "",
    keyPairName: record.keypair_name ?? "",
  };
}

/** An entry with what the failed-tasks list adds. */
export function failedTask(record: z.output<typeof entry>): FailedTask {
  return {
    ...runningTask(record),
    ...(record.task_error_code === undefined ? {} : { errorCode: record.task_error_code }),
    ...(record.task_error_msg === undefined ? {} : { errorMessage: record.task_error_msg }),
  };
}
