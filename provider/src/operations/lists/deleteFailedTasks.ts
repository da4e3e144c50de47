import { isFailedTaskNotFound } from "../../client/apiErrors";
import type { Cloud } from "../../client/cloud";
import { deleteFailedTask as deleteRecord } from "../../client/kps/deleteFailedTask";
import type { CallOptions } from "../../transport/callOptions";
import { RefusedError } from "../step/refusedError";
import { isEmptyFilter, type TaskFilter } from "./taskFilter";
import type { FailedTaskRecord } from "../../model/taskEntries";
import { listFailedTasks } from "./taskListing";
import { UnknownIdError } from "../step/unknownIdError";

/** Deletions under way at the same time; the request budget slows them down further. */
const atOnce = 4;

/**
 * Deletes the record of a failed task (DeleteFailedTask). The server and its key are not touched.
 * @throws UnknownIdError when there is no such record, ServiceError, TransportError
 */
export async function deleteFailedTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<void> {
  try {
    await deleteRecord(cloud, taskId, options);
  } catch (error) {
    throw isFailedTaskNotFound(error)
      ? new UnknownIdError(
          "failed task",
          taskId,
          error,
          "nothing to do if it was to be deleted: it is gone; otherwise check id, region and project",
        )
      : error;
  }
}

/**
 * Deletes the records of failed tasks that match, each by its id, and nothing else: never the list as a whole, which
 * holds other people's records too.
 * @returns those deleted; one that somebody else deleted first is not among them
 * @throws RefusedError for a filter that lets everything through, ServiceError, TransportError
 */
export async function deleteFailedTasks(
  cloud: Cloud,
  filter: TaskFilter,
  options?: CallOptions,
): Promise<FailedTaskRecord[]> {
  if (isEmptyFilter(filter)) {
    throw new RefusedError(
      "deleting records of failed tasks: no filter is given",
      [["why", "the list belongs to the whole project, other people's records included"]],
      "give at least one of serverId, keyPairName, operation, since and before",
    );
  }
  const { entries } = await listFailedTasks(cloud, filter, options);
  return deleteRecords(cloud, entries, options);
}

/**
 * Deletes these records, each by its id. Returns those deleted; one that was gone already is not among them.
 * @throws ServiceError, TransportError of the first deletion that failed; then no other one is begun, those under way are
 * waited for, and what was deleted stays deleted
 */
export async function deleteRecords(
  cloud: Cloud,
  records: readonly FailedTaskRecord[],
  options?: CallOptions,
): Promise<FailedTaskRecord[]> {
  const deleted: FailedTaskRecord[] = [];
  const waiting = records.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      const { value: record } = waiting.next();
      if (record === undefined) {
        return;
      }
      try {
        if (await deletes(cloud, record.taskId, options)) {
          deleted.push(record);
        }
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) {
    throw failures[0];
  }
  return deleted;
}

async function deletes(cloud: Cloud, taskId: string, options: CallOptions | undefined): Promise<boolean> {
  try {
    await deleteRecord(cloud, taskId, options);
    return true;
  } catch (error) {
    if (isFailedTaskNotFound(error)) {
      return false;
    }
    throw error;
  }
}
