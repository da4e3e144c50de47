import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { UnreadableAnswer } from "../../transport/unreadableAnswer";
import { requireSameId } from "../wire/echo";
import { pathSegment } from "../wire/pathSegment";
import { jsonOf } from "../wire/readers";
import { dmsTasksWire, judgedDmsTasks } from "./dmsTaskWire";
import type { DmsTask } from "./dmsTaskWire";

/**
 * One background task (DMS ShowBackgroundTask).
 * @throws ServiceError, TransportError (kind "unreadable" when the answer holds no task,
 * or another one)
 */
export async function showDmsTask(
  cloud: Cloud,
  instanceId: string,
  taskId: string,
  options?: CallOptions,
): Promise<DmsTask> {
  const instance = pathSegment("instance id", instanceId);
  return cloud.dms.send(
    {
      operation: "ShowBackgroundTask",
      method: "GET",
      path: `/v2/${cloud.projectId}/instances/${instance}/tasks/${pathSegment("task id", taskId)}`,
      repeat: "safe",
      read: (reply) => {
        const [task] = judgedDmsTasks(jsonOf(dmsTasksWire)(reply)).tasks;
        if (task === undefined) {
          throw new UnreadableAnswer("an answer that holds no task");
        }
        requireSameId("task", taskId, task.id);
        return task;
      },
    },
    options,
  );
}
