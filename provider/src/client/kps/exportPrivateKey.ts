import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { requireSameName } from "../wire/echo";
import { optionalText, secretText } from "../wire/text";

const wire = z.object({ keypair: z.object({ name: optionalText, private_key: secretText.min(1) }) });

/**
 * The hosted private key of a key pair, as PEM (ExportPrivateKey). A POST that changes nothing, so a failed try is repeated.
 * @throws ServiceError (400 `KPS.6005` when the service does not keep it), TransportError
 */
export async function exportPrivateKey(
  cloud: Cloud,
  name: string,
  options?: CallOptions,
): Promise<{ readonly privateKey: string }> {
  const { keypair } = await cloud.kps.send(
    {
      operation: "ExportPrivateKey",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/private-key/export`,
      body: { keypair: { name } },
      repeat: "safe",
      read: (reply) => {
        const answer = wire.parse(reply.json());
        requireSameName("key pair", name, answer.keypair.name);
        return answer;
      },
    },
    options,
  );
  cloud.secrets.add(keypair.private_key);
  return { privateKey: keypair.private_key };
}
