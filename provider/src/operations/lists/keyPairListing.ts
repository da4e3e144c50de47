import { isKeyPairNotFound } from "../../client/apiErrors";
import type { Cloud } from "../../client/cloud";
import type { KeyPairSummary } from "../../client/kps/keyPairWire";
import { showKeyPair } from "../../client/kps/showKeyPair";
import type { KeyPairEntry, KeyPairInfo } from "../../model/keyPairEntries";
import type { CallOptions } from "../../transport/callOptions";
import { scopeOf } from "../keyPair/keyPairFacts";
import { UnknownIdError } from "../step/unknownIdError";
import type { ListEnd } from "../../tasks/walkList";
import { collect, wantedEntries, type Collected } from "./collect";
import { shownEntry } from "./shownEntry";
import { walkKeyPairs } from "./walkKeyPairs";

/**
 * The key pairs the credential may see, page by page as they are wanted, in the service's order. Returns whether they are all.
 * @throws ServiceError, TransportError
 */
export function keyPairs(cloud: Cloud, options?: CallOptions): AsyncGenerator<KeyPairEntry, ListEnd, undefined> {
  return wantedEntries(cloud, walkKeyPairs(cloud, options), entryOf, () => true);
}

/** The same as an array. */
export function listKeyPairs(cloud: Cloud, options?: CallOptions): Promise<Collected<KeyPairEntry>> {
  return collect(keyPairs(cloud, options));
}

/**
 * One key pair by its name.
 * @throws UnknownIdError when there is none, ServiceError, TransportError
 */
export async function getKeyPair(cloud: Cloud, name: string, options?: CallOptions): Promise<KeyPairInfo> {
  try {
    const detail = await showKeyPair(cloud, name, options);
    const { userId, createTime, updateTime, keyId, algorithm } = detail;
    const info: KeyPairInfo = {
      ...entryOf(detail),
      description: detail.description ?? "",
      ...(userId === undefined ? {} : { userId }),
      ...(createTime === undefined ? {} : { createdAt: new Date(createTime).toISOString() }),
      ...(updateTime === undefined ? {} : { updatedAt: new Date(updateTime).toISOString() }),
      ...(keyId === undefined ? {} : { kmsKeyId: keyId }),
      ...(algorithm === undefined ? {} : { algorithm }),
    };
    return shownEntry(info, cloud.secrets);
  } catch (error) {
    throw isKeyPairNotFound(error)
      ? new UnknownIdError(
          "key pair",
          name,
          error,
          "check the name, the region and the IAM user: pairs of scope user are shown to their owner alone",
        )
      : error;
  }
}

function entryOf(pair: KeyPairSummary): KeyPairEntry {
  const scope = scopeOf(pair.scope);
  return {
    name: pair.name,
    ...(scope === undefined ? {} : { scope }),
    ...(pair.type === undefined ? {} : { type: pair.type }),
    publicKey: pair.publicKey,
    fingerprint: pair.fingerprint,
    hosted: pair.isKeyProtection ?? false,
    frozenState: pair.frozenState ?? 0,
  };
}
