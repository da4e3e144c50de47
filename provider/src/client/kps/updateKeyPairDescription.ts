import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { done } from "../wire/readers";

/**
 * Sets the description of a key pair (UpdateKeypairDescription). Idempotent, so a failed try is repeated.
 * @throws ServiceError, TransportError
 */
export async function updateKeyPairDescription(
  cloud: Cloud,
  name: string,
  description: string,
  options?: CallOptions,
): Promise<void> {
  await cloud.kps.send(
    {
      operation: "UpdateKeypairDescription",
      method: "PUT",
      path: `/v3/${cloud.projectId}/keypairs/${pathSegment("key pair name", name)}`,
      body: { keypair: { description } },
      repeat: "safe",
      read: done,
    },
    options,
  );
}
