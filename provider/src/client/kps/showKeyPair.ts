import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { optionalEpochMs } from "../wire/epochMs";
import { optionalProse, optionalText } from "../wire/text";
import { pathSegment } from "../wire/pathSegment";
import { requireSameName } from "../wire/echo";
import { keyPairSummary, keyPairWire } from "./keyPairWire";
import type { KeyPairSummary } from "./keyPairWire";

/** Everything the service tells about a key pair. It does not tell which servers have it. */
export interface KeyPairDetail extends KeyPairSummary {
  readonly description?: string;
  readonly userId?: string;
  /** ms since 1970. */
  readonly createTime?: number;
  /** ms since 1970. */
  readonly updateTime?: number;
  /** KMS key that protects the hosted private key. */
  readonly keyId?: string;
  readonly algorithm?: string;
}

const wire = z.object({
  keypair: keyPairWire.extend({
    description: optionalProse,
    user_id: optionalText,
    // What is odd about these must not keep the rest from being read: nothing but they themselves hangs on them.
    create_time: optionalEpochMs.catch(undefined),
    update_time: optionalEpochMs.catch(undefined),
    key_id: optionalText.catch(undefined),
    algorithm: optionalText.catch(undefined),
  }),
});

/**
 * One key pair (ListKeypairDetail).
 * @throws ServiceError (404, or 400 `KPS.4016` / `KPS.6004`, when there is none), TransportError (kind "unreadable" for an
 * answer about another key pair)
 */
export async function showKeyPair(cloud: Cloud, name: string, options?: CallOptions): Promise<KeyPairDetail> {
  const { keypair } = await cloud.kps.send(
    {
      operation: "ListKeypairDetail",
      method: "GET",
      path: `/v3/${cloud.projectId}/keypairs/${pathSegment("key pair name", name)}`,
      repeat: "safe",
      read: (reply) => {
        const answer = wire.parse(reply.json());
        requireSameName("key pair", name, answer.keypair.name);
        return answer;
      },
    },
    options,
  );
  return {
    ...keyPairSummary(keypair),
    ...(keypair.description === undefined ? {} : { description: keypair.description }),
    ...(keypair.user_id === undefined ? {} : { userId: keypair.user_id }),
    ...(keypair.create_time === undefined ? {} : { createTime: keypair.create_time }),
    ...(keypair.update_time === undefined ? {} : { updateTime: keypair.update_time }),
    ...(keypair.key_id === undefined ? {} : { keyId: keypair.key_id }),
    ...(keypair.algorithm === undefined ? {} : { algorithm: keypair.algorithm }),
  };
}
