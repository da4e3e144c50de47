import type { Cloud } from "../../client/cloud";
import { listFailedTasks as failedPage } from "../../client/kps/listFailedTasks";
import { listRunningTasks as runningPage } from "../../client/kps/listRunningTasks";
import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import type { Operation } from "../../model/operation";
import type { FailedTaskRecord, ListedTask } from "../../model/taskEntries";
import { taskEntries } from "../../tasks/readTaskList";
import { parseTaskStatus } from "../../tasks/taskStatus";
import type { CallOptions } from "../../transport/callOptions";
import { matchesTask, type TaskFilter } from "./taskFilter";
import { collectOldestFirst } from "./collect";

/**
 * The running tasks of the project, page by page as they are wanted, in no particular order; every task
 * that runs all the while, and none twice.
 * @throws ServiceError, TransportError
 */
export async function* runningTasks(
  cloud: Cloud,
  filter: TaskFilter = {},
  options?: CallOptions,
): AsyncGenerator<ListedTask, void, undefined> {
  for await (const entry of taskEntries((page) => runningPage(cloud, page, options))) {
    const listed = entry.readable ? listedTask(entry.task) : undefined;
    if (listed !== undefined && matchesTask(listed, filter)) {
      yield listed;
    }
  }
}

/** The same as an array, oldest first. */
export function listRunningTasks(cloud: Cloud, filter?: TaskFilter, options?: CallOptions): Promise<ListedTask[]> {
  return collectOldestFirst(runningTasks(cloud, filter, options), ({ taskTime }) => taskTime);
}

/**
 * The records of failed tasks of the project, page by page as they are wanted. They are history: none of them keeps a
 * later task from running.
 * @throws ServiceError, TransportError
 */
export async function* failedTasks(
  cloud: Cloud,
  filter: TaskFilter = {},
  options?: CallOptions,
): AsyncGenerator<FailedTaskRecord, void, undefined> {
  for await (const entry of taskEntries((page) => failedPage(cloud, page, options))) {
    const listed = entry.readable ? failedRecord(entry.task) : undefined;
    if (listed !== undefined && matchesTask(listed, filter)) {
      yield listed;
    }
  }
}

/** The same as an array, oldest first. */
export function listFailedTasks(cloud: Cloud, filter?: TaskFilter, options?: CallOptions): Promise<FailedTaskRecord[]> {
  return collectOldestFirst(failedTasks(cloud, filter, options), ({ taskTime }) => taskTime);
}

function listedTask(record: RunningTask): ListedTask {
  const operation = operationOf(record.operateType);
  return {
    taskId: record.taskId,
    operateType: record.operateType,
    ...(operation === undefined ? {} : { operation }),
    ...(record.taskTime === 0 ? {} : { taskTime: new Date(record.taskTime).toISOString() }),
    serverName: record.serverName,
    serverId: record.serverId,
    keyPairName: record.keyPairName,
  };
}

/** A record of a failed task as people and programs see it. */
export function failedRecord(record: FailedTask): FailedTaskRecord {
  const { errorCode, errorMessage } = record;
  return {
    ...listedTask(record),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
  };
}

const operations: readonly Operation[] = ["BIND", "RESET", "REPLACE", "UNBIND"];

function operationOf(operateType: string): Operation | undefined {
  const named = parseTaskStatus(operateType).operation;
  return operations.find((operation) => operation === named);
}
