import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { optionalText, text } from "../wire/text";
import { jsonOf } from "../wire/readers";
import { createWire } from "./createKeyPair";
import type { CreateKeyPairRequest } from "./createKeyPair";
import { keyProtectionSecrets } from "./keyProtection";

/** What became of a batch: names imported, and names refused with the service's reason. */
export interface BatchImportResult {
  readonly succeeded: string[];
  readonly failed: { readonly name: string; readonly reason: string }[];
}

const named = z.object({ name: text });

/** The documentation shows one level of `keypair`, clients in the field read two. */
const succeeded = z
  .object({ keypair: z.union([named, z.object({ keypair: named }).transform((outer) => outer.keypair)]) })
  .transform((entry) => entry.keypair.name);

const wire = z.object({
  succeeded_keypairs: z.array(succeeded).nullish(),
  failed_keypairs: z.array(z.object({ keypair_name: optionalText, failed_reason: optionalText })).nullish(),
});

/**
 * Imports up to ten key pairs (BatchImportKeypair). A 2xx may carry refusals of single ones.
 * @throws ServiceError when the batch as a whole is refused, TransportError
 */
export async function batchImportKeyPairs(
  cloud: Cloud,
  requests: readonly CreateKeyPairRequest[],
  options?: CallOptions,
): Promise<BatchImportResult> {
  const answer = await cloud.kps.send(
    {
      operation: "BatchImportKeypair",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/batch-import`,
      body: requests.map(createWire),
      repeat: "never",
      secrets: requests.flatMap((request) => keyProtectionSecrets(request.keyProtection)),
      read: jsonOf(wire),
    },
    options,
  );
  return {
    succeeded: answer.succeeded_keypairs ?? [],
    failed: (answer.failed_keypairs ?? []).map((entry) => ({
      name: entry.keypair_name ?? "",
      reason: entry.failed_reason ?? "",
    })),
  };
}
