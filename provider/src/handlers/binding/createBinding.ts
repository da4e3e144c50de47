import type { dynamic } from "@pulumi/pulumi";
import { authList } from "../../model/auth";
import { bindingInputsSchema } from "../../model/binding";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { bindKeyPair } from "../../operations/binding/bindKeyPair";
import { ownInputs } from "../checkInputs";
import { presentCloud } from "../connection";
import type { LiveRow } from "../liveRow";
import { PartialCreation } from "../partialCreation";
import { stepContext } from "../step";
import { bindingOutputs } from "./bindingOutputs";
import { boundLine } from "./boundLine";
import { bindRequest } from "./bindingRequest";

/**
 * Binds a key pair to a server that this resource did not hold before. Throws PartialCreation once something was posted
 * that is not settled.
 */
export async function createBinding(news: PlainObject, row: LiveRow): Promise<dynamic.CreateResult> {
  const inputs = bindingInputsSchema.parse(ownInputs(news));
  const cloud = await presentCloud();
  const context = stepContext(cloud, row, timeoutMs(inputs.timeouts, "create"));
  const request = bindRequest(inputs, {
    auths: authList(inputs.auth),
    again: false,
    record: { phase: "unbound" },
    attemptIsCurrent: true,
  });
  const bound = await bindKeyPair(request, context);
  const outs = bindingOutputs(inputs, bound.record, cloud);
  if (bound.end !== "bound") {
    throw new PartialCreation(inputs.serverId, outs, news, bound.report);
  }
  row.close(boundLine(bound.record));
  return { id: inputs.serverId, outs };
}
