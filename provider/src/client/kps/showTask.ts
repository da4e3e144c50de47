import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Reply } from "../../transport/serviceRequest";
import { UnreadableAnswer } from "../../transport/unreadableAnswer";
import { isUnknownTaskCode } from "../apiErrors";
import type { Cloud } from "../cloud";
import { requireSameId } from "../wire/echo";
import { refusalIn, saysNo } from "../wire/readers";
import { optionalText } from "../wire/text";
import { pathSegment } from "../wire/pathSegment";

/** The task that is asked for. */
export interface AskedTask {
  readonly taskId: string;
  /** The server it works on, where that is known. */
  readonly serverId?: string | undefined;
}

/** What the service says about one task. */
export interface KpsTask {
  readonly taskId: string;
  /** Empty when neither the service nor who asked named it. */
  readonly serverId: string;
  /** Such as `RUNNING_REPLACE`; empty when the service left it out. */
  readonly taskStatus: string;
}

const wire = z.object({ task_id: optionalText, server_id: optionalText, task_status: optionalText });

/**
 * State of one task (ListKeypairTask).
 * @throws ServiceError, TransportError (kind "empty" when the answer says nothing at all, "unreadable" when it is not
 * about this task of this server)
 */
export async function showTask(cloud: Cloud, asked: AskedTask, options?: CallOptions): Promise<KpsTask> {
  return cloud.kps.send(
    {
      operation: "ListKeypairTask",
      method: "GET",
      path: `/v3/${cloud.projectId}/tasks/${pathSegment("task id", asked.taskId)}`,
      repeat: "safe",
      read: (reply) => taskOf(reply, asked),
    },
    options,
  );
}

function taskOf(reply: Reply, { taskId, serverId }: AskedTask): KpsTask {
  const body = reply.bytes.length === 0 ? {} : reply.json();
  const { task_id, server_id, task_status } = wire.parse(body);
  if (task_id === undefined) {
    const said = refusalIn(body);
    if (said !== undefined && !isUnknownTaskCode(said.error_code)) {
      throw saysNo(said.error_code);
    }
    throw server_id === undefined && task_status === undefined
      ? new UnreadableAnswer("nothing about the task", "empty")
      : new UnreadableAnswer("an answer that does not say which task it is about");
  }
  requireSameId("task", taskId, task_id);
  if (serverId !== undefined && serverId !== "") {
    requireSameId("server", serverId, server_id);
  }
  return { taskId, serverId: server_id ?? serverId ?? "", taskStatus: task_status ?? "" };
}
