import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { entriesOf, judgedEntries } from "../wire/listAnswer";
import { optionalText } from "../wire/text";
import { jsonOf, listBytes } from "../wire/readers";
import { optionalCount } from "../wire/whole";
import { keyPairSummary, keyPairWire } from "./keyPairWire";
import type { KeyPairSummary } from "./keyPairWire";

/** One page of key pairs. */
export interface KeyPairPage {
  /** Key pairs to show; the service's default is 50. */
  readonly limit?: number | undefined;
  /** `nextMarker` of the page before; absent = first page. */
  readonly marker?: string | undefined;
}

/** A page and the marker of the next one, absent on the last. */
export interface KeyPairList {
  /** Those of the page that can be read. */
  readonly keyPairs: KeyPairSummary[];
  /** How many entries of the page cannot, or are counted and not shown. */
  readonly unreadable: number;
  readonly nextMarker?: string;
}

const entry = z.object({ keypair: keyPairWire });

const wire = z
  .object({
    keypairs: z.array(z.unknown()).nullish(),
    page_info: z.object({ next_marker: optionalText, current_count: optionalCount.catch(undefined) }).nullish(),
  })
  .transform(({ keypairs, page_info }, context) => ({
    keypairs: entriesOf(keypairs, undefined, context),
    page_info,
  }));

/**
 * One page of the key pairs the credential may see (ListKeypairs).
 * @throws ServiceError, TransportError
 */
export async function listKeyPairs(cloud: Cloud, page: KeyPairPage = {}, options?: CallOptions): Promise<KeyPairList> {
  const list = await cloud.kps.send(
    {
      operation: "ListKeypairs",
      method: "GET",
      path: `/v3/${cloud.projectId}/keypairs`,
      query: { limit: page.limit, marker: page.marker },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(wire),
    },
    options,
  );
  const next = list.page_info?.next_marker;
  const { readable, unreadable } = judgedEntries(entry, list.keypairs);
  const notShown = Math.max(0, (list.page_info?.current_count ?? 0) - list.keypairs.length);
  return {
    keyPairs: readable.map(({ keypair }) => keyPairSummary(keypair)),
    unreadable: unreadable.length + notShown,
    ...(next === undefined ? {} : { nextMarker: markerOf(next) }),
  };
}

/** The API page calls the marker an address, its example is a name: both are understood. */
function markerOf(next: string): string {
  const query = next.includes("?") ? next.slice(next.indexOf("?")) : "";
  return new URLSearchParams(query).get("marker") ?? next;
}
