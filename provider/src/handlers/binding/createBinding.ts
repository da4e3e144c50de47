import type { dynamic } from "@pulumi/pulumi";
import { authList } from "../../model/auth";
import { bindingInputsSchema } from "../../model/binding";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { bindKeyPair } from "../../operations/binding/bindKeyPair";
import { ownInputs } from "../checkInputs";
import { presentStep } from "../connection";
import type { Call } from "../shown";
import { PartialCreation } from "../partialCreation";
import { bindingOutputs } from "./bindingOutputs";
import { boundLine } from "./boundLine";
import { bindRequest } from "./bindingRequest";

/**
 * Binds a key pair to a server that this resource did not hold before. Throws PartialCreation once something was posted
 * that is not settled.
 */
export async function createBinding(news: PlainObject, call: Call): Promise<dynamic.CreateResult> {
  const inputs = bindingInputsSchema.parse(ownInputs(news));
  const context = await presentStep(call, timeoutMs(inputs.timeouts, "create"));
  const { region, projectId } = context.cloud;
  const pair = { region, projectId, name: inputs.keyPairName };
  const { declared } = call.process;
  const request = bindRequest(inputs, {
    auths: authList(inputs.auth),
    remembered: [],
    again: false,
    ownKeyPair: await declared.hasMadeKeyPair(pair),
    keyIsNew: await declared.hasGeneratedKeyPair(pair),
    record: { phase: "unbound" },
    found: undefined,
    attemptIsCurrent: true,
  });
  const bound = await bindKeyPair(request, context);
  if (bound.end === "refused") {
    // Nothing waited in state that could have been settled.
    throw bound.error;
  }
  const outs = bindingOutputs(inputs, bound.record, context.cloud);
  if (bound.end !== "bound") {
    throw new PartialCreation(inputs.serverId, outs, bound.report);
  }
  call.row.close(boundLine(bound.record));
  return { id: inputs.serverId, outs };
}
