import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { listBytes } from "../wire/readers";

/**
 * A zip archive with the hosted private keys of up to ten key pairs (BatchExportPrivateKey). A POST that changes nothing,
 * so a failed try is repeated.
 * @throws ServiceError, TransportError
 */
export async function batchExportPrivateKeys(
  cloud: Cloud,
  names: readonly string[],
  options?: CallOptions,
): Promise<Buffer> {
  return cloud.kps.send(
    {
      operation: "BatchExportPrivateKey",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/private-key/batch-export`,
      body: names.map((name) => ({ keypair: { name } })),
      repeat: "safe",
      maxBytes: listBytes,
      read: (reply) => reply.bytes,
    },
    options,
  );
}
