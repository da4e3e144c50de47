import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { done } from "../wire/readers";

/**
 * Deletes a key pair and its hosted private key (DeleteKeypair). Servers that have it go on accepting it.
 * @throws ServiceError, TransportError
 */
export async function deleteKeyPair(cloud: Cloud, name: string, options?: CallOptions): Promise<void> {
  await cloud.kps.send(
    {
      operation: "DeleteKeypair",
      method: "DELETE",
      path: `/v3/${cloud.projectId}/keypairs/${pathSegment("key pair name", name)}`,
      repeat: "never",
      read: done,
    },
    options,
  );
}
