import { authList, type Auth } from "../auth";
import { ecsServerId } from "../identifier";
import { entriesById, isAmong, portsById, type GivenWays, type ServerEntry } from "./waysIn";

/** Ways in that state keeps beside those the program gives. */
export interface RememberedWays {
  auth?: Auth[];
  servers?: Exclude<ServerEntry, string>[];
}

/**
 * Ways in that state knew and the program no longer gives, as far as servers that are not settled may still need them, and
 * the ports of those that it names no longer. Undefined when there are none.
 *
 * @param before what state remembers, the latest first
 */
export function rememberedWays(
  now: GivenWays,
  unsettled: readonly string[],
  before: readonly (GivenWays | undefined)[],
): RememberedWays | undefined {
  if (unsettled.length === 0) {
    return undefined;
  }
  const auth = without(
    before.flatMap((ways) => authList(ways?.auth)),
    authList(now.auth),
  );
  const present = entriesById(now.servers);
  const earlier = before.map((ways) => entriesById(ways?.servers));
  const named = portsById([now]);
  const ports = portsById(before);
  const servers = unsettled.flatMap((serverId) => {
    const id = ecsServerId(serverId);
    const own = earlier.flatMap((entries) => entries.get(id) ?? []);
    const auths = without(
      own.flatMap((entry) => authList(entry.auth)),
      [...authList(present.get(id)?.auth), ...authList(now.auth)],
    );
    const port = named.has(id) ? undefined : ports.get(id);
    return auths.length > 0 || port !== undefined
      ? [{ serverId, ...(auths.length === 0 ? {} : { auth: auths }), ...(port === undefined ? {} : { port }) }]
      : [];
  });
  return auth.length + servers.length === 0
    ? undefined
    : { ...(auth.length === 0 ? {} : { auth }), ...(servers.length === 0 ? {} : { servers }) };
}

/** Those of the first that are not among the others, each once. */
function without(auths: readonly Auth[], others: readonly Auth[]): Auth[] {
  return auths.filter((auth, place) => !isAmong(auth, others) && !isAmong(auth, auths.slice(0, place)));
}
