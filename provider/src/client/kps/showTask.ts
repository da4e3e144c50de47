import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { optionalText } from "../wire/text";
import { pathSegment } from "../wire/pathSegment";
import { jsonOf } from "../wire/readers";

/** What the service says about one task. */
export interface KpsTask {
  readonly taskId: string;
  /** Empty when the service left it out. */
  readonly serverId: string;
  /** Such as `RUNNING_REPLACE`; empty when the service left it out. */
  readonly taskStatus: string;
}

const wire = z.object({ task_id: optionalText, server_id: optionalText, task_status: optionalText });

/**
 * State of one task (ListKeypairTask).
 * @throws ServiceError, TransportError
 */
export async function showTask(cloud: Cloud, taskId: string, options?: CallOptions): Promise<KpsTask> {
  const task = await cloud.kps.send(
    {
      operation: "ListKeypairTask",
      method: "GET",
      path: `/v3/${cloud.projectId}/tasks/${pathSegment("task id", taskId)}`,
      repeat: "safe",
      read: jsonOf(wire),
    },
    options,
  );
  return { taskId: task.task_id ?? taskId, serverId: task.server_id ?? "", taskStatus: task.task_status ?? "" };
}
