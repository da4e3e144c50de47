import type { StepContext } from "../step/stepContext";
import { letGoJob } from "./bindFleet";
import { changeFleet, type FleetOutcome } from "./changeFleet";
import type { FleetRequest } from "./fleetRequest";

/** Lets every server of a fleet go, whatever becomes of the others. Never rejects. */
export function releaseFleet(
  request: Parameters<typeof letGoJob>[1] & Pick<FleetRequest, "servers">,
  context: StepContext,
): Promise<FleetOutcome> {
  return changeFleet(
    {
      changes: [],
      letGo: [...request.servers.keys()].map((serverId) => letGoJob(serverId, request)),
      settled: 0,
      canaries: 0,
      passes: () => true,
      failuresAllowed: Infinity,
      concurrency: undefined,
    },
    context,
  );
}
