import type { dynamic } from "@pulumi/pulumi";
import { fleetInputsSchema } from "../../model/fleet/fleet";
import { isPlainObject, type PlainObject } from "../../model/plainObject";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { planFleet, planText } from "../../operations/fleet/planFleet";
import { checkInputs } from "../checkInputs";
import { authFileFaults } from "../binding/authFileFaults";
import type { Call } from "../shown";
import { claimFailures } from "./claimFailures";

/**
 * Checks the inputs of a fleet without asking the service, notes the servers it declares, and refuses those that another
 * resource of the program has. Values that are not known yet are passed over.
 */
export async function checkFleet(olds: PlainObject, news: PlainObject, call: Call): Promise<dynamic.CheckResult> {
  const { process, row } = call;
  const failures = [...checkInputs(fleetInputsSchema, news), ...(await authFileFaults(olds, news, call))];
  const serverIds = knownIds(news["servers"]);
  const urn = news["resourceUrn"];
  if (typeof urn === "string") {
    failures.push(...claimFailures(await process.declared.declareFleet({ serverIds, urn }), urn));
  }
  const wanted = { serverIds, keyPairName: news["keyPairName"], fingerprint: undefined, triggers: undefined };
  const todo = planText(planFleet(wanted, new Map()));
  if (failures.length === 0 && Object.keys(olds).length === 0 && todo !== "") {
    // A fleet that is to be made is never compared with anything, so what it will do is said here.
    row.notice(todo);
  }
  return { inputs: news, failures };
}

function knownIds(servers: unknown): string[] {
  return Array.isArray(servers)
    ? servers
        .map((entry: unknown) => (isPlainObject(entry) ? entry["serverId"] : entry))
        .filter((id): id is string => typeof id === "string" && id !== UNKNOWN_VALUE)
    : [];
}
