import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { done } from "../wire/readers";

/**
 * Makes the service forget the hosted private key of a key pair (ClearPrivateKey).
 * @throws ServiceError (404 when there is nothing to forget), TransportError
 */
export async function clearPrivateKey(cloud: Cloud, name: string, options?: CallOptions): Promise<void> {
  await cloud.kps.send(
    {
      operation: "ClearPrivateKey",
      method: "DELETE",
      path: `/v3/${cloud.projectId}/keypairs/${pathSegment("key pair name", name)}/private-key`,
      repeat: "never",
      read: done,
    },
    options,
  );
}
