import type { dynamic } from "@pulumi/pulumi";
import { bindingInputsSchema } from "../../model/binding";
import { checkInputs, faultOf } from "../checkInputs";
import type { PlainObject } from "../../model/plainObject";
import { isKeyPairName, KEY_PAIR_NAME_RULE } from "../../model/keyPairName";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { claimFailures, isFleetUrn } from "../fleet/claimFailures";
import type { Call } from "../shown";
import { authFileFaults, givenAuth } from "./authFileFaults";

/**
 * Checks the inputs of a binding without asking the service, and notes that the program declares it. Values that are not
 * known yet are passed over.
 */
export async function checkBinding(olds: PlainObject, news: PlainObject, call: Call): Promise<dynamic.CheckResult> {
  const { process, row } = call;
  const isNew = Object.keys(olds).length === 0;
  const auths = [givenAuth("auth", news["auth"])];
  const failures = [...checkInputs(bindingInputsSchema, news), ...(await authFileFaults([auths], { isNew, ...call }))];
  failures.push(...nameFaults(olds["keyPairName"], news["keyPairName"]));
  const { serverId, resourceUrn: urn } = news;
  if (typeof serverId === "string" && serverId !== UNKNOWN_VALUE && typeof urn === "string") {
    const other = await process.declared.declareBinding({ serverId, urn });
    if (other !== undefined && isFleetUrn(other)) {
      failures.push(...claimFailures([{ serverId, other }], urn));
    } else if (other !== undefined) {
      row.warning(
        `server ${serverId} is bound by two resources, this one and ${other}; a server has one key pair, so they will fight over it: remove one`,
      );
    }
  }
  return { inputs: news, failures };
}

/** A name that was found on the server may be one that KPS would not take: it stays good as long as it is left alone. */
function nameFaults(before: unknown, name: unknown): dynamic.CheckFailure[] {
  if (typeof name !== "string" || name === UNKNOWN_VALUE || name === before || isKeyPairName(name)) {
    return [];
  }
  return [
    faultOf(
      "keyPairName",
      name === "" ? "give the name of a key pair" : `is not the name of a key pair: ${KEY_PAIR_NAME_RULE}`,
    ),
  ];
}
