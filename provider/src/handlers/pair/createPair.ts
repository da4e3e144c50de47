import type { dynamic } from "@pulumi/pulumi";
import { errorText } from "../../diagnostics/errors/diagnose";
import { resourceSpeaker } from "../../diagnostics/speaker";
import { keyPairInputsSchema } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { changeKeyPair } from "../../operations/keyPair/changeKeyPair";
import { makeKeyPair } from "../../operations/keyPair/makeKeyPair";
import { ownInputs } from "../checkInputs";
import { presentStep } from "../connection";
import type { Call } from "../shown";
import { PartialCreation } from "../partialCreation";
import { pairOutputs } from "./pairOutputs";
import { pairRequest } from "./pairRequest";

/**
 * Creates, imports or adopts a key pair. Throws PartialCreation once it exists but something the inputs ask for is
 * still to be done, and when nobody can tell whether it exists: the next update finishes it.
 */
export async function createPair(news: PlainObject, call: Call): Promise<dynamic.CreateResult> {
  const inputs = keyPairInputsSchema.parse(ownInputs(news));
  const name = inputs.name ?? "";
  const context = await presentStep(call, timeoutMs(inputs.timeouts, "create"));
  const request = pairRequest(inputs, name);
  const { record: made, generated, doubt } = await makeKeyPair(request, context);
  const { region, projectId } = context.cloud;
  const held = { made: !made.adopted, generated, urn: call.row.urn };
  await call.process.declared.holdKeyPair({ name, region, projectId }, held);
  if (doubt !== undefined) {
    throw new PartialCreation(name, pairOutputs(inputs, made, context.cloud, false), doubt.message);
  }
  const { record, failure } = await changeKeyPair(made, request, context);
  if (failure !== undefined) {
    const reason = errorText(failure.error, `key pair "${name}" exists, but ${failure.doing} failed`, resourceSpeaker);
    throw new PartialCreation(name, pairOutputs(inputs, record, context.cloud, false), reason);
  }
  call.row.close(record.adopted ? "was there already: adopted" : `created, key ${record.fingerprint}`);
  return { id: name, outs: pairOutputs(inputs, record, context.cloud) };
}
