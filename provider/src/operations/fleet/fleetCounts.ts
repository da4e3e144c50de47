import type { FleetCounts, FleetPhase } from "../../model/fleet/fleetResult";
import type { FleetServers } from "../../model/fleet/fleetServer";

/** The servers by where they stand. What is gone, was found unbound or cannot be let go is not as it should be: failed. */
export function countsOf(servers: FleetServers): FleetCounts {
  const counts: FleetCounts = { total: servers.size, bound: 0, failed: 0, waiting: 0, notBegun: 0 };
  for (const { phase } of servers.values()) {
    counts[phase === "bound" || phase === "waiting" || phase === "notBegun" ? phase : "failed"] += 1;
  }
  return counts;
}

/** Where the fleet as a whole stands. A fleet without servers is bound. */
export function phaseOf({ total, bound, waiting }: FleetCounts): FleetPhase {
  if (bound === total) {
    return "bound";
  }
  return bound + waiting === total ? "waiting" : "partly";
}
