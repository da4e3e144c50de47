import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { jsonOf, listBytes } from "../wire/readers";
import { failedTask, taskListWire } from "./taskRecord";
import type { FailedTask, TaskPage } from "./taskRecord";

/** `total` counts the failure records of the project, `tasks` holds those of the page. */
export interface FailedTaskList {
  readonly total: number;
  readonly tasks: FailedTask[];
}

/**
 * One page of the failure records of the project (ListFailedTask). They are history: no record blocks a later task.
 * @throws ServiceError, TransportError
 */
export async function listFailedTasks(cloud: Cloud, page: TaskPage, options?: CallOptions): Promise<FailedTaskList> {
  const list = await cloud.kps.send(
    {
      operation: "ListFailedTask",
      method: "GET",
      path: `/v3/${cloud.projectId}/failed-tasks`,
      query: { limit: page.limit, offset: page.offset },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(taskListWire),
    },
    options,
  );
  return { total: list.total ?? list.tasks.length, tasks: list.tasks.map(failedTask) };
}
