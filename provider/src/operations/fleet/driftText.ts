import type { FleetServer, FleetServers } from "../../model/fleet/fleetServer";
import { groupedServers, type Remark } from "./groupedServers";

/** Bytes of all that is told. */
const LIMIT = 4_000;

/** Servers that were found in another state than they were left in, by what was found; empty when there are none. */
export function driftText(servers: FleetServers): string {
  const remarks = [...servers].flatMap(([server, state]): Remark[] => {
    const reason = driftOf(state);
    return reason === undefined ? [] : [{ server, reason }];
  });
  return groupedServers(remarks, LIMIT).join("\n");
}

function driftOf({ phase, found, record }: FleetServer): string | undefined {
  if (phase === "gone") {
    return "gone: ECS knows no such server; remove it from servers";
  }
  const ours = record.boundKeyPairName ?? "";
  if (found === undefined || found === ours) {
    return undefined;
  }
  return found === ""
    ? `found without a key pair instead of with "${ours}" (a running server needs its root password)`
    : `found bound to "${found}" instead of "${ours}" (replaced only if replaces names it, or auth holds its private key)`;
}
