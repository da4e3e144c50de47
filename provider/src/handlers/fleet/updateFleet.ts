import type { dynamic } from "@pulumi/pulumi";
import { fleetInputsSchema } from "../../model/fleet/fleet";
import { fleetStateSchema } from "../../model/fleet/fleetState";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { ownInputs } from "../checkInputs";
import { connectionOfState, contextOf } from "../connection";
import type { Call } from "../shown";
import { runFleet } from "./runFleet";

/**
 * Brings a fleet to what the program asks for now: binds what is new, resumes what waits, tries again what failed, lets
 * go what is no longer declared, and leaves the rest alone.
 */
export async function updateFleet(
  id: string,
  olds: PlainObject,
  news: PlainObject,
  call: Call,
): Promise<dynamic.UpdateResult> {
  const inputs = fleetInputsSchema.parse(ownInputs(news));
  const before = fleetStateSchema.parse(olds);
  const connection = await connectionOfState(call.process, before, `updating fleet ${id}`);
  const context = contextOf(call, connection, timeoutMs(inputs.timeouts, "update"));
  return { outs: await runFleet({ id, inputs, before, connection, context }, call) };
}
