import type { KeyPairEntry } from "../../model/keyPairEntries";
import { listKeyPairs } from "../../operations/lists/keyPairListing";
import { connected, type ConnectionFlags } from "../connection";
import type { Listing } from "../listing";
import type { Session } from "../session";
import { showList, type ListFlags } from "../showList";

/** `keypairs list` */
export async function keyPairsList(flags: ConnectionFlags & ListFlags, session: Session): Promise<number> {
  const { cloud } = await connected(flags, session);
  return showList(listing, (options) => listKeyPairs(cloud, options), flags, session, cloud);
}

const listing: Listing<KeyPairEntry> = {
  what: ["key pair", "key pairs"],
  columns: [
    { title: "NAME", rank: 7, text: ({ name }) => name },
    { title: "SCOPE", rank: 5, text: ({ scope }) => scope ?? "-" },
    { title: "TYPE", rank: 1, text: ({ type }) => type ?? "-" },
    { title: "HOSTED", rank: 4, text: ({ hosted }) => (hosted ? "yes" : "no") },
    {
      title: "FROZEN",
      rank: 3,
      text: ({ frozenState }) => (frozenState === 0 ? "no" : `yes (${frozenState})`),
      style: ({ frozenState }) => (frozenState === 0 ? undefined : "red"),
    },
    { title: "FINGERPRINT", rank: 6, text: ({ fingerprint }) => fingerprint },
  ],
  json: (pair) => pair,
};
