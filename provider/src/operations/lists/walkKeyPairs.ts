import type { Cloud } from "../../client/cloud";
import type { KeyPairSummary } from "../../client/kps/keyPairWire";
import { listKeyPairs } from "../../client/kps/listKeyPairs";
import type { CallOptions } from "../../transport/callOptions";
import type { ListEnd } from "../../tasks/walkList";

/**
 * The key pairs the credential may see, page by page as they are wanted, each once, in the service's order. A page has
 * the service's own length: the most it allows is not documented. Returns whether they are all.
 * @throws ServiceError, TransportError
 */
export async function* walkKeyPairs(
  cloud: Cloud,
  options?: CallOptions,
): AsyncGenerator<KeyPairSummary, ListEnd, undefined> {
  const known = new Set<string>();
  const markers = new Set<string>();
  let unreadable = 0;
  for (let marker: string | undefined; ;) {
    const page = await listKeyPairs(cloud, { marker }, options);
    unreadable += page.unreadable;
    for (const pair of page.keyPairs) {
      if (!known.has(pair.name)) {
        known.add(pair.name);
        yield pair;
      }
    }
    marker = page.nextMarker;
    if (marker === undefined || marker === "") {
      return { complete: unreadable === 0 };
    }
    // A marker that was used before would go round in circles, and nothing follows an empty page.
    if (markers.has(marker) || page.keyPairs.length + page.unreadable === 0) {
      return { complete: false };
    }
    markers.add(marker);
  }
}

/** The key pair of this name as the list of key pairs shows it; `incomplete` when it does not and is not the whole list. */
export async function findListedKeyPair(
  cloud: Cloud,
  name: string,
  options?: CallOptions,
): Promise<KeyPairSummary | "absent" | "incomplete"> {
  const pairs = walkKeyPairs(cloud, options);
  for (;;) {
    const next = await pairs.next();
    if (next.done === true) {
      return next.value.complete ? "absent" : "incomplete";
    }
    if (next.value.name === name) {
      return next.value;
    }
  }
}
