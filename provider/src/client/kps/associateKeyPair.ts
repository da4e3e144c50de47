import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { serverAccessSecrets, serverAccessWire } from "./serverAuth";
import type { ServerAccess } from "./serverAuth";
import { submissionOf } from "./submission";
import type { SubmittedTask } from "./submission";

/** One server and the key pair it is to have. */
export interface AssociateKeyPairRequest {
  readonly keyPairName: string;
  readonly server: ServerAccess & {
    /** true switches off SSH login by password; absent leaves the choice to the service. */
    readonly disablePassword?: boolean | undefined;
  };
}

function associateWire(request: AssociateKeyPairRequest): Record<string, unknown> {
  const { disablePassword } = request.server;
  return {
    keypair_name: request.keyPairName,
    server: {
      ...serverAccessWire(request.server),
      ...(disablePassword === undefined ? {} : { disable_password: disablePassword }),
    },
  };
}

/**
 * Starts the task that binds, resets or replaces the key pair of a server (AssociateKeypair). Not idempotent: repeated
 * only when certainly not accepted.
 * @throws ServiceError (also for a 2xx that says FAILED or names no task), TransportError
 */
export async function associateKeyPair(
  cloud: Cloud,
  request: AssociateKeyPairRequest,
  options?: CallOptions,
): Promise<SubmittedTask> {
  return cloud.kps.send(
    {
      operation: "AssociateKeypair",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/associate`,
      body: associateWire(request),
      repeat: "never",
      secrets: serverAccessSecrets(request.server),
      read: submissionOf(request.server.id),
    },
    options,
  );
}
