import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { LAST_MS } from "../wire/epochMs";
import { jsonOf, listBytes } from "../wire/readers";
import type { UnreadableEntry } from "../wire/listAnswer";
import { dmsTasksWire, judgedDmsTasks } from "./dmsTaskWire";
import type { DmsTask } from "./dmsTaskWire";

/** One page of background tasks, in one of the two paging dialects. */
export interface DmsTaskPage {
  /** Old dialect: first record, counted from 1. */
  readonly start?: number | undefined;
  /** New dialect: records to leave out. */
  readonly offset?: number | undefined;
  /** 1 to 100; the service's default is 10. */
  readonly limit?: number | undefined;
  /** ms since 1970; sent in whole seconds of UTC. */
  readonly beginTime?: number | undefined;
  /** ms since 1970; sent in whole seconds of UTC. */
  readonly endTime?: number | undefined;
}

/** `taskCount` counts all tasks that match, when the service tells it; `tasks` holds those of the page. */
export interface DmsTaskList {
  readonly taskCount?: number;
  readonly tasks: DmsTask[];
  /** Entries of the page without an id. */
  readonly unreadable: readonly UnreadableEntry[];
}

/**
 * One page of the background tasks of a Kafka, RabbitMQ or RocketMQ instance (DMS ListBackgroundTasks).
 * @throws ServiceError (404 `DMS.00404022` for an unknown instance), TransportError
 */
export async function listDmsTasks(
  cloud: Cloud,
  instanceId: string,
  page: DmsTaskPage = {},
  options?: CallOptions,
): Promise<DmsTaskList> {
  const list = await cloud.dms.send(
    {
      operation: "ListBackgroundTasks",
      method: "GET",
      path: `/v2/${cloud.projectId}/instances/${pathSegment("instance id", instanceId)}/tasks`,
      query: {
        start: page.start,
        offset: page.offset,
        limit: page.limit,
        begin_time: page.beginTime === undefined ? undefined : compactTime(page.beginTime),
        end_time: page.endTime === undefined ? undefined : compactTime(page.endTime),
      },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(dmsTasksWire),
    },
    options,
  );
  return { ...(list.task_count === undefined ? {} : { taskCount: list.task_count }), ...judgedDmsTasks(list) };
}

/** `YYYYMMDDHHmmss` in UTC. No task is from before 1970, and beyond the year 9999 a Date writes in another form. */
function compactTime(epochMs: number): string {
  return new Date(Math.min(Math.max(epochMs, 0), LAST_MS)).toISOString().slice(0, 19).replace(/[-T:]/g, "");
}
