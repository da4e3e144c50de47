import type { dynamic } from "@pulumi/pulumi";
import { fleetInputsSchema } from "../../model/fleet/fleet";
import { fleetStateSchema } from "../../model/fleet/fleetState";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { ownInputs } from "../checkInputs";
import { stepOfState } from "../connection";
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
  const context = await stepOfState(call, timeoutMs(inputs.timeouts, "update"), before, `updating fleet ${id}`);
  return { outs: await runFleet({ id, inputs, before, context }, call) };
}
