import type { StepContext } from "../step/stepContext";
import { letGoJob } from "./bindFleet";
import { changeFleet, type FleetOutcome } from "./changeFleet";
import type { FleetRequest } from "./fleetRequest";
import { planFleet } from "./planFleet";

const NO_SERVERS = { serverIds: [], keyPairName: undefined, fingerprint: undefined, triggers: undefined };

/**
 * Lets every server of a fleet go that holds something of ours, whatever becomes of the others: what others do on a server
 * that no run has come to must not keep the fleet. Never rejects.
 */
export function releaseFleet(
  request: Parameters<typeof letGoJob>[1] & Pick<FleetRequest, "servers">,
  context: StepContext,
): Promise<FleetOutcome> {
  const { letGo } = planFleet(NO_SERVERS, request.servers);
  return changeFleet(
    {
      changes: [],
      letGo: letGo.map((serverId) => letGoJob(serverId, request)),
      settled: 0,
      canaries: 0,
      passes: () => true,
      failuresAllowed: Infinity,
      concurrency: undefined,
    },
    context,
  );
}
