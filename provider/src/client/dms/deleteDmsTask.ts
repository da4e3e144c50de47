import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { done } from "../wire/readers";

/**
 * Removes the record of a finished background task (DMS DeleteBackgroundTask).
 * @throws ServiceError (400 `DMS.00400017` while it runs), TransportError
 */
export async function deleteDmsTask(
  cloud: Cloud,
  instanceId: string,
  taskId: string,
  options?: CallOptions,
): Promise<void> {
  const instance = pathSegment("instance id", instanceId);
  await cloud.dms.send(
    {
      operation: "DeleteBackgroundTask",
      method: "DELETE",
      path: `/v2/${cloud.projectId}/instances/${instance}/tasks/${pathSegment("task id", taskId)}`,
      repeat: "never",
      read: done,
    },
    options,
  );
}
