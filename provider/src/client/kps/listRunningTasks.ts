import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { jsonOf, listBytes } from "../wire/readers";
import { runningTask, taskListWire } from "./taskRecord";
import type { RunningTask, TaskPage } from "./taskRecord";

/** `total` counts the running tasks of the project, `tasks` holds those of the page. */
export interface RunningTaskList {
  readonly total: number;
  readonly tasks: RunningTask[];
}

/**
 * One page of the running tasks of the project (ListRunningTask).
 * @throws ServiceError, TransportError
 */
export async function listRunningTasks(cloud: Cloud, page: TaskPage, options?: CallOptions): Promise<RunningTaskList> {
  const list = await cloud.kps.send(
    {
      operation: "ListRunningTask",
      method: "GET",
      path: `/v3/${cloud.projectId}/running-tasks`,
      query: { limit: page.limit, offset: page.offset },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(taskListWire),
    },
    options,
  );
  return { total: list.total ?? list.tasks.length, tasks: list.tasks.map(runningTask) };
}
