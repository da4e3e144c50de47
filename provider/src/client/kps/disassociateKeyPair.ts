import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { serverAccessSecrets, serverAccessWire } from "./serverAuth";
import type { ServerAccess } from "./serverAuth";
import { submissionOf } from "./submission";
import type { SubmittedTask } from "./submission";

/** The server that is to have no key pair any more. */
export interface DisassociateKeyPairRequest {
  readonly server: ServerAccess;
}

/**
 * Starts the task that unbinds the key pair of a server (DisassociateKeypair). Not idempotent: repeated only when
 * certainly not accepted.
 * @throws ServiceError (also for a 2xx that says FAILED or names no task), TransportError
 */
export async function disassociateKeyPair(
  cloud: Cloud,
  request: DisassociateKeyPairRequest,
  options?: CallOptions,
): Promise<SubmittedTask> {
  return cloud.kps.send(
    {
      operation: "DisassociateKeypair",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/disassociate`,
      body: { server: serverAccessWire(request.server) },
      repeat: "never",
      secrets: serverAccessSecrets(request.server),
      read: submissionOf(request.server.id),
    },
    options,
  );
}
