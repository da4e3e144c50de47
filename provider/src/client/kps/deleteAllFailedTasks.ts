import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { nothing } from "../wire/readers";

/**
 * Removes every failure record of the project, other people's too (DeleteAllFailedTask).
 * @throws ServiceError, TransportError
 */
export async function deleteAllFailedTasks(cloud: Cloud, options?: CallOptions): Promise<void> {
  await cloud.kps.send(
    {
      operation: "DeleteAllFailedTask",
      method: "DELETE",
      path: `/v3/${cloud.projectId}/failed-tasks`,
      repeat: "never",
      read: nothing,
    },
    options,
  );
}
