import type { Cloud } from "../../client/cloud";
import { listFailedTasks as failedPage } from "../../client/kps/listFailedTasks";
import { listRunningTasks as runningPage } from "../../client/kps/listRunningTasks";
import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import type { Operation } from "../../model/operation";
import type { FailedTaskRecord, ListedTask } from "../../model/taskEntries";
import { taskEntries, type ListTaskPage } from "../../tasks/readTaskList";
import { parseTaskStatus } from "../../tasks/taskStatus";
import type { CallOptions } from "../../transport/callOptions";
import { matchesTask, type TaskFilter } from "./taskFilter";
import type { ListEnd } from "../../tasks/walkList";
import { collectOldestFirst, wantedEntries, type Collected } from "./collect";
import { shownEntry } from "./shownEntry";

/**
 * The running tasks of the project, page by page as they are wanted, in no particular order; every task
 * that runs all the while, and none twice. Returns whether they are all.
 * @throws ServiceError, TransportError
 */
export function runningTasks(
  cloud: Cloud,
  filter: TaskFilter = {},
  options?: CallOptions,
): AsyncGenerator<ListedTask, ListEnd, undefined> {
  return wantedTasks(cloud, (page) => runningPage(cloud, page, options), listedTask, filter);
}

/** The same as an array, oldest first. */
export function listRunningTasks(
  cloud: Cloud,
  filter?: TaskFilter,
  options?: CallOptions,
): Promise<Collected<ListedTask>> {
  return collectOldestFirst(runningTasks(cloud, filter, options), ({ taskTime }) => taskTime);
}

/**
 * The records of failed tasks of the project, page by page as they are wanted. They are history: none of them keeps a
 * later task from running. Returns whether they are all.
 * @throws ServiceError, TransportError
 */
export function failedTasks(
  cloud: Cloud,
  filter: TaskFilter = {},
  options?: CallOptions,
): AsyncGenerator<FailedTaskRecord, ListEnd, undefined> {
  return wantedTasks(cloud, (page) => failedPage(cloud, page, options), recordOf, filter);
}

/** The same as an array, oldest first. */
export function listFailedTasks(
  cloud: Cloud,
  filter?: TaskFilter,
  options?: CallOptions,
): Promise<Collected<FailedTaskRecord>> {
  return collectOldestFirst(failedTasks(cloud, filter, options), ({ taskTime }) => taskTime);
}

function wantedTasks<Task extends RunningTask, Entry extends ListedTask>(
  cloud: Cloud,
  listPage: ListTaskPage<Task>,
  entryOf: (task: Task) => Entry,
  filter: TaskFilter,
): AsyncGenerator<Entry, ListEnd, undefined> {
  return wantedEntries(
    cloud,
    taskEntries(listPage),
    (entry) => (entry.readable ? entryOf(entry.task) : undefined),
    (task) => matchesTask(task, filter),
  );
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
export function failedRecord(record: FailedTask, { secrets }: Cloud): FailedTaskRecord {
  return shownEntry(recordOf(record), secrets);
}

function recordOf(record: FailedTask): FailedTaskRecord {
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
