import type { dynamic } from "@pulumi/pulumi";
import { fleetInputsSchema } from "../../model/fleet/fleet";
import type { PlainObject } from "../../model/plainObject";
import { planFleet } from "../../operations/fleet/planFleet";
import { checkInputs } from "../checkInputs";
import { authFileFaults } from "../binding/authFileFaults";
import type { Call } from "../shown";
import { claimFailures } from "./claimFailures";
import { fleetAuths } from "./fleetAuths";
import { listedServers } from "./listedServers";
import { previewText } from "./previewText";

/**
 * Checks the inputs of a fleet without asking the service, notes the servers it declares, and refuses those that another
 * resource of the program has. Values that are not known yet are passed over.
 */
export async function checkFleet(olds: PlainObject, news: PlainObject, call: Call): Promise<dynamic.CheckResult> {
  const { process, row } = call;
  const isNew = Object.keys(olds).length === 0;
  const failures = [
    ...checkInputs(fleetInputsSchema, news),
    ...(await authFileFaults(fleetAuths(news), { isNew, ...call })),
  ];
  const { known: serverIds, unknown } = listedServers(news["servers"]) ?? { known: [], unknown: 0 };
  const urn = news["resourceUrn"];
  if (typeof urn === "string") {
    failures.push(...claimFailures(await process.declared.declareFleet({ serverIds, urn }), urn));
  }
  const wanted = { serverIds, keyPairName: news["keyPairName"], fingerprint: undefined, triggers: undefined };
  const todo = previewText(planFleet(wanted, new Map()), unknown);
  if (failures.length === 0 && isNew && todo !== "") {
    // A fleet that is to be made is never compared with anything, so what it will do is said here.
    row.notice(todo);
  }
  return { inputs: news, failures };
}
