import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { jsonOf } from "../wire/readers";
import { associateWire } from "./associateKeyPair";
import type { AssociateKeyPairRequest } from "./associateKeyPair";
import { serverAccessSecrets } from "./serverAuth";
import { saysFailed, submissionWire } from "./submission";
import type { SubmissionWire } from "./submission";

/** What became of one server of a batch: a task, or a reason. */
export interface BatchAssociateResult {
  readonly serverId: string;
  /** Present exactly when the service accepted this server. */
  readonly taskId?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

const wire = z.object({ tasks: z.array(submissionWire) });

/**
 * Starts up to ten binds at once (BatchAssociateKeypair): one key pair, running servers without a key pair. A 2xx may
 * carry refusals of single servers.
 * @throws ServiceError when the batch as a whole is refused, TransportError
 */
export async function batchAssociateKeyPairs(
  cloud: Cloud,
  requests: readonly AssociateKeyPairRequest[],
  options?: CallOptions,
): Promise<BatchAssociateResult[]> {
  const answer = await cloud.kps.send(
    {
      operation: "BatchAssociateKeypair",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/batch-associate`,
      body: { batch_keypairs: requests.map(associateWire) },
      repeat: "never",
      secrets: requests.flatMap((request) => serverAccessSecrets(request.server)),
      read: jsonOf(wire),
    },
    options,
  );
  return answer.tasks.map((task, index) => result(task, requests[index]?.server.id ?? ""));
}

function result(task: SubmissionWire, serverIdByPosition: string): BatchAssociateResult {
  return {
    serverId: task.server_id ?? serverIdByPosition,
    ...(task.task_id === undefined || saysFailed(task) ? {} : { taskId: task.task_id }),
    ...(task.error_code === undefined ? {} : { errorCode: task.error_code }),
    ...(task.error_msg === undefined ? {} : { errorMessage: task.error_msg }),
  };
}
