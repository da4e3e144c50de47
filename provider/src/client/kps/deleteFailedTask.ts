import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { done } from "../wire/readers";

/**
 * Removes one failure record (DeleteFailedTask).
 * @throws ServiceError (400 `KPS.0005` for an unknown record), TransportError
 */
export async function deleteFailedTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<void> {
  await cloud.kps.send(
    {
      operation: "DeleteFailedTask",
      method: "DELETE",
      path: `/v3/${cloud.projectId}/failed-tasks/${pathSegment("task id", taskId)}`,
      repeat: "never",
      read: done,
    },
    options,
  );
}
