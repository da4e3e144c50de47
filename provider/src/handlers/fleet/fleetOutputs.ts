import type { Cloud } from "../../client/cloud";
import type { FleetInputs } from "../../model/fleet/fleet";
import type { FleetServers } from "../../model/fleet/fleetServer";
import type { FleetState } from "../../model/fleet/fleetState";
import { rememberedWays } from "../../model/fleet/rememberedWays";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { countsOf, phaseOf } from "../../operations/fleet/fleetCounts";
import { packResults } from "../../operations/fleet/packResults";

/** Outputs of a fleet as state keeps them: inputs under their own keys, what is known of each server, and the place. */
export function fleetOutputs(
  inputs: FleetInputs,
  servers: FleetServers,
  place: Pick<Cloud, "region" | "projectId">,
  before?: FleetState,
): PlainObject {
  const counts = countsOf(servers);
  const unsettled = [...servers].filter(([, { phase }]) => phase !== "bound").map(([id]) => id);
  return withoutUndefined({
    ...inputs,
    ...packResults(servers),
    phase: phaseOf(counts),
    counts,
    remembered: before && rememberedWays(inputs, unsettled, [before, before.remembered]),
    region: place.region,
    projectId: place.projectId,
  });
}
