import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { jsonOf, listBytes } from "../wire/readers";
import { failedListWire } from "./taskRecord";
import type { FailedTask, TaskList, TaskPage } from "./taskRecord";

/**
 * One page of the failure records of the project (ListFailedTask). They are history: no record blocks a later task.
 * @throws ServiceError, TransportError
 */
export async function listFailedTasks(
  cloud: Cloud,
  page: TaskPage,
  options?: CallOptions,
): Promise<TaskList<FailedTask>> {
  return cloud.kps.send(
    {
      operation: "ListFailedTask",
      method: "GET",
      path: `/v3/${cloud.projectId}/failed-tasks`,
      query: { limit: page.limit, offset: page.offset },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(failedListWire),
    },
    options,
  );
}
