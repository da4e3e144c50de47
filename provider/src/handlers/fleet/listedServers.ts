import { isPlainObject } from "../../model/plainObject";
import { UNKNOWN_VALUE } from "../../model/unknownValue";

/** What `servers` names in a preview. */
export interface ListedServers {
  /** The ids that are known, in order. */
  readonly known: readonly string[];
  /** So many entries have an id that is not known yet. */
  readonly unknown: number;
}

/** The ids in a `servers` input as it came; undefined while not even their number is known. */
export function listedServers(servers: unknown): ListedServers | undefined {
  if (!Array.isArray(servers)) {
    return undefined;
  }
  const ids = servers
    .map((entry: unknown) => (isPlainObject(entry) ? entry["serverId"] : entry))
    .filter((id) => typeof id === "string");
  const known = ids.filter((id) => id !== UNKNOWN_VALUE);
  return { known, unknown: ids.length - known.length };
}
