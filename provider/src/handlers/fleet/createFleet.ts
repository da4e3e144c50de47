import type { dynamic } from "@pulumi/pulumi";
import { fleetInputsSchema } from "../../model/fleet/fleet";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { ownInputs } from "../checkInputs";
import { presentStep } from "../connection";
import type { Call } from "../shown";
import { runFleet } from "./runFleet";

/** Binds a key pair to servers that no state knows yet. Throws PartialCreation when not all are bound in the end. */
export async function createFleet(news: PlainObject, call: Call): Promise<dynamic.CreateResult> {
  const inputs = fleetInputsSchema.parse(ownInputs(news));
  const context = await presentStep(call, timeoutMs(inputs.timeouts, "create"));
  const id = fleetId(inputs.resourceUrn);
  return { id, outs: await runFleet({ id, inputs, before: undefined, context }, call) };
}

/** A fleet is named as its resource is: it is nothing that the service knows. */
function fleetId(urn: string | undefined): string {
  return urn?.split("::").slice(3).join("::") ?? "fleet";
}
