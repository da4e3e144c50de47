import type { dynamic } from "@pulumi/pulumi";
import { fleetStateSchema } from "../../model/fleet/fleetState";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { countsOf, phaseOf } from "../../operations/fleet/fleetCounts";
import { lookAtFleet } from "../../operations/fleet/lookAtFleet";
import { packResults } from "../../operations/fleet/packResults";
import { unpackResults } from "../../operations/fleet/unpackResults";
import { RefusedError } from "../../operations/step/refusedError";
import { stepOfState } from "../connection";
import type { Call } from "../shown";

/**
 * What is really there: drift goes into `results` alone, and `diff` reports it. Servers that wait or have failed stay as
 * stored. A fleet never reads as gone: it is what a program asks for, and nothing of the service's.
 */
export async function readFleet(id: string, props: PlainObject, call: Call): Promise<dynamic.ReadResult> {
  if (props["results"] === undefined) {
    throw new RefusedError(
      `reading fleet ${id}: a fleet cannot be imported`,
      [["why", "the service knows no fleets: one is known by its own state only"]],
      "declare it in the program and run `pulumi up`: servers that have the key pair already are adopted, and nothing is posted for them",
    );
  }
  const state = fleetStateSchema.parse(props);
  const context = await stepOfState(call, DEFAULT_TIMEOUT_MS, state, `reading fleet ${id}`);
  const servers = await lookAtFleet(unpackResults(state), state.verify ?? "auto", context);
  const counts = countsOf(servers);
  return { id, props: withoutUndefined({ ...props, ...packResults(servers), phase: phaseOf(counts), counts }) };
}
