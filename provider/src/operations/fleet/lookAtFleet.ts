import type { FleetServer, FleetServers } from "../../model/fleet/fleetServer";
import { lookAtKnownServer } from "../binding/lookAtServer";
import { isBehindRecord } from "../binding/recordedChange";
import type { StepContext } from "../step/stepContext";
import { startPaced } from "./startPaced";

/** Looks under way at a time: enough for one list of servers to serve all of them. */
const LOOKS = 200;

/**
 * Looks at the servers that are settled, and returns all with what was found of those. What waits, has failed or was not
 * begun stays as it is: nothing is forgotten. Throws what a look throws.
 */
export async function lookAtFleet(
  servers: FleetServers,
  verify: "auto" | "none",
  context: StepContext,
): Promise<Map<string, FleetServer>> {
  const after = new Map(servers);
  const settled = [...servers].filter(([, { phase }]) => phase === "bound" || phase === "unbound" || phase === "gone");
  const faults: unknown[] = [];
  const limits = { beginning: LOOKS, refillAt: LOOKS, underWay: LOOKS };
  await startPaced(
    settled,
    limits,
    () => faults.length === 0,
    async ([id, server]) => {
      try {
        after.set(id, await foundNow(id, server, verify, context));
      } catch (error) {
        faults.push(error);
      }
    },
  );
  if (faults.length > 0) {
    throw faults[0];
  }
  return after;
}

async function foundNow(
  serverId: string,
  server: FleetServer,
  verify: "auto" | "none",
  context: StepContext,
): Promise<FleetServer> {
  const seen = await lookAtKnownServer(serverId, verify, context);
  if (seen.known === "gone") {
    return { ...server, phase: "gone" };
  }
  if (!seen.known || isBehindRecord(seen, server.record, context)) {
    return server;
  }
  const found = seen.keyPairName ?? "";
  const ours = server.record.boundKeyPairName ?? "";
  return { ...server, phase: found === "" ? "unbound" : "bound", found: found === ours ? undefined : found };
}
