import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { jsonOf, listBytes } from "../wire/readers";
import { runningListWire } from "./taskRecord";
import type { RunningTask, TaskList, TaskPage } from "./taskRecord";

/**
 * One page of the running tasks of the project (ListRunningTask).
 * @throws ServiceError, TransportError
 */
export async function listRunningTasks(
  cloud: Cloud,
  page: TaskPage,
  options?: CallOptions,
): Promise<TaskList<RunningTask>> {
  return cloud.kps.send(
    {
      operation: "ListRunningTask",
      method: "GET",
      path: `/v3/${cloud.projectId}/running-tasks`,
      query: { limit: page.limit, offset: page.offset },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(runningListWire),
    },
    options,
  );
}
