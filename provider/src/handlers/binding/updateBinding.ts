import type { dynamic } from "@pulumi/pulumi";
import { errorText } from "../../diagnostics/errors/diagnose";
import { resourceSpeaker } from "../../diagnostics/speaker";
import { bindingInputsSchema, bindingStateSchema, foundInstead, recordOf } from "../../model/binding";
import type { PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { bindKeyPair } from "../../operations/binding/bindKeyPair";
import { forgetFailedTask } from "../../operations/binding/forgetFailedTask";
import { ownInputs } from "../checkInputs";
import { stepOfState } from "../connection";
import type { Call } from "../shown";
import { PartialCreation } from "../partialCreation";
import { attemptIsCurrent, needsBind, triggersChanged } from "./bindingChange";
import { bindingOutputs, knownAuths, settledOutputs } from "./bindingOutputs";
import { bindRequest } from "./bindingRequest";
import { boundLine } from "./boundLine";

/**
 * Brings a binding to what the program asks for now: resumes what waits, tries again what failed, replaces or resets
 * the key. Ways in that state knows stay recorded until the new binding is confirmed.
 */
export async function updateBinding(
  id: string,
  olds: PlainObject,
  news: PlainObject,
  call: Call,
): Promise<dynamic.UpdateResult> {
  const inputs = bindingInputsSchema.parse(ownInputs(news));
  const state = bindingStateSchema.parse(olds);
  if (!needsBind(state, inputs)) {
    return { outs: bindingOutputs(inputs, recordOf(state), state) };
  }
  const context = await stepOfState(
    call,
    timeoutMs(inputs.timeouts, "update"),
    state,
    `updating the binding of server ${id}`,
  );
  if (inputs.failedTasks === "deleteOwn") {
    await forgetFailedTask(state.failure, context);
  }
  const { auths, remembered } = knownAuths(state, inputs);
  const { region, projectId } = context.cloud;
  const pair = { region, projectId, name: inputs.keyPairName };
  const request = bindRequest(inputs, {
    auths,
    remembered,
    again: triggersChanged(state, inputs),
    ownKeyPair: false,
    keyIsNew: await call.process.declared.hasGeneratedKeyPair(pair),
    record: recordOf(state),
    found: foundInstead(state),
    attemptIsCurrent: attemptIsCurrent(state, inputs),
  });
  const bound = await bindKeyPair(request, context);
  if (bound.end === "refused") {
    throw new PartialCreation(
      id,
      settledOutputs(olds, bound.record),
      errorText(bound.error, call.attempted, resourceSpeaker),
    );
  }
  if (bound.end !== "bound") {
    // What waits was asked for with the triggers of then: the present ones have not had their bind.
    const asked = bound.end === "waiting" && bound.earlier ? { ...inputs, triggers: state.triggers } : inputs;
    throw new PartialCreation(
      id,
      bindingOutputs(asked, bound.record, context.cloud, [...auths, ...remembered]),
      bound.report,
    );
  }
  call.row.close(boundLine(bound.record));
  return { outs: bindingOutputs(inputs, bound.record, context.cloud) };
}
