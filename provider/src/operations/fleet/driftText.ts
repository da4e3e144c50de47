import { isDrifted, type FleetServer, type FleetServers } from "../../model/fleet/fleetServer";
import { groupedServers, type Remark } from "./groupedServers";

/** Bytes of all that is told. */
const LIMIT = 4_000;

/**
 * Servers that were found in another state than they were left in, by what was found, and what will be done about it by a
 * program that asks for the key pair `wanted`; empty when there are none.
 */
export function driftText(servers: FleetServers, wanted: unknown): string {
  const remarks = [...servers].flatMap(([server, state]): Remark[] => {
    const reason = driftOf(state, wanted);
    return reason === undefined ? [] : [{ server, reason }];
  });
  return groupedServers(remarks, { limit: LIMIT, inResults: true }).join("\n");
}

function driftOf(server: FleetServer, wanted: unknown): string | undefined {
  const { phase, found, record } = server;
  if (phase === "gone") {
    return "gone: ECS knows no such server; remove it from servers";
  }
  if (found === undefined || !isDrifted(server)) {
    return undefined;
  }
  const ours = record.boundKeyPairName ?? "";
  if (found === wanted) {
    return `found bound to "${found}" instead of "${ours}" (adopted: the program asks for it by now)`;
  }
  return found === ""
    ? `found without a key pair instead of with "${ours}" (a running server needs its root password)`
    : `found bound to "${found}" instead of "${ours}" (replaced only if replaces names it, or auth holds its private key)`;
}
