import type { Cloud } from "../../client/cloud";
import { deleteDmsTask as deleteRecord } from "../../client/dms/deleteDmsTask";
import type { DmsTask } from "../../client/dms/dmsTaskWire";
import { showDmsTask } from "../../client/dms/showDmsTask";
import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import type { CallOptions } from "../../transport/callOptions";
import { dmsPages, keyOfEntry } from "./dmsPages";
import type { DmsPaging } from "./dmsPaging";
import { namedDmsError } from "./dmsUnknownId";
import type { Connection } from "../step/connection";
import { collect, collectOldestFirst, oldestFirst, wantedEntries, type Collected } from "../lists/collect";
import { shownEntry } from "../lists/shownEntry";
import { walkList, type ListEnd } from "../../tasks/walkList";

/** Which background tasks of a DMS instance are wanted. */
export interface DmsTaskQuery {
  /** Id of a Kafka, RabbitMQ or RocketMQ instance. */
  readonly instanceId: string;
  /** Tasks created at this time or later. */
  readonly since?: Date | undefined;
  /** Tasks created at this time or before. */
  readonly until?: Date | undefined;
  /** Tasks of these names, such as `modifyAutoTopic`; left out or empty: of any name. */
  readonly names?: readonly string[] | undefined;
  /** How pages are asked for; default "auto", which finds out what the service understands. */
  readonly paging?: DmsPaging | undefined;
}

/** The documented maximum. */
const limit = 100;

/**
 * The background tasks of an instance, page by page as they are wanted, in no particular order. Returns whether they are all.
 * @throws UnknownIdError for an instance DMS does not know, RefusedError for an `until` before `since`, ServiceError,
 * TransportError
 */
export function dmsTasks(
  connection: Pick<Connection, "cloud" | "foundDmsPaging">,
  query: DmsTaskQuery,
  options?: CallOptions,
): AsyncGenerator<DmsTaskEntry, ListEnd, undefined> {
  return wantedEntries(
    connection.cloud,
    walkList({ page: dmsPages(connection, query, options), limit, keyOf: keyOfEntry }),
    (entry) => (entry.readable ? entryOf(entry.task) : undefined),
    (task) => matchOf(task, query) !== "no",
  );
}

/** What a list of background tasks has shown. */
export interface ReadDmsTasks {
  /** Oldest first. */
  readonly tasks: readonly DmsTaskEntry[];
  /** Ids of those whose name or time is asked for and cannot be read: they may be others. */
  readonly perhaps: ReadonlySet<string>;
  /** Entries without an id: whether they are wanted, and whether they have ended, nobody can tell. */
  readonly unreadable: number;
  /** Whether a task that is not among them is not in the list. */
  readonly complete: boolean;
}

/**
 * Reads the list as a whole and says how much of it that is.
 * @throws what `dmsTasks` throws
 */
export async function readDmsTasks(
  connection: Pick<Connection, "cloud" | "foundDmsPaging">,
  query: DmsTaskQuery,
  options?: CallOptions,
): Promise<ReadDmsTasks> {
  const walk = walkList({ page: dmsPages(connection, query, options), limit, keyOf: keyOfEntry });
  const { entries, complete } = await collect(walk);
  const read = entries.flatMap((entry) => (entry.readable ? [entryOf(entry.task)] : []));
  const tasks = oldestFirst(
    read.filter((task) => matchOf(task, query) !== "no"),
    ({ createdAt }) => createdAt,
  );
  const perhaps = new Set(tasks.filter((task) => matchOf(task, query) === "perhaps").map(({ id }) => id));
  return { tasks, perhaps, unreadable: entries.length - read.length, complete };
}

/** The same as an array, oldest first. */
export function listDmsTasks(
  connection: Pick<Connection, "cloud" | "foundDmsPaging">,
  query: DmsTaskQuery,
  options?: CallOptions,
): Promise<Collected<DmsTaskEntry>> {
  return collectOldestFirst(dmsTasks(connection, query, options), ({ createdAt }) => createdAt);
}

/**
 * One background task (ShowBackgroundTask).
 * @throws UnknownIdError for an instance or a task DMS does not know, a deleted one included; ServiceError, TransportError
 */
export async function getDmsTask(
  cloud: Cloud,
  instanceId: string,
  taskId: string,
  options?: CallOptions,
): Promise<DmsTaskEntry> {
  try {
    return shownEntry(entryOf(await showDmsTask(cloud, instanceId, taskId, options)), cloud.secrets);
  } catch (error) {
    throw namedDmsError(error, instanceId, taskId);
  }
}

/**
 * Deletes the record of an ended background task (DeleteBackgroundTask).
 * @throws UnknownIdError for an instance or a task DMS does not know; ServiceError (400 `DMS.00400017` while the task
 * runs), TransportError
 */
export async function deleteDmsTask(
  cloud: Cloud,
  instanceId: string,
  taskId: string,
  options?: CallOptions,
): Promise<void> {
  try {
    await deleteRecord(cloud, instanceId, taskId, options);
  } catch (error) {
    throw namedDmsError(error, instanceId, taskId);
  }
}

/**
 * Whether a task is wanted; perhaps where it has no name or no time that can be read. The window is sent in whole seconds, so
 * what lies just outside comes too.
 */
function matchOf(
  { name, createdAt }: DmsTaskEntry,
  { since, until, names = [] }: DmsTaskQuery,
): "yes" | "perhaps" | "no" {
  const created = createdAt === undefined ? undefined : Date.parse(createdAt);
  const isOutside =
    created !== undefined &&
    ((since !== undefined && created < since.getTime()) || (until !== undefined && created > until.getTime()));
  if (isOutside || (names.length > 0 && name !== "" && !names.includes(name))) {
    return "no";
  }
  const isUntold =
    (names.length > 0 && name === "") || (created === undefined && (since !== undefined || until !== undefined));
  return isUntold ? "perhaps" : "yes";
}

function entryOf(task: DmsTask): DmsTaskEntry {
  const { createdAt, updatedAt, ...rest } = task;
  return {
    ...rest,
    ...(createdAt === undefined ? {} : { createdAt: new Date(createdAt).toISOString() }),
    ...(updatedAt === undefined ? {} : { updatedAt: new Date(updatedAt).toISOString() }),
  };
}
