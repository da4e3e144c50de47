import type { Cloud } from "../../client/cloud";
import { authList, type Auth, type AuthInput } from "../../model/auth";
import type { BindingInputs, BindingOutputs, BindingState } from "../../model/binding";
import type { BindingRecord } from "../../model/bindingRecord";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";

/** Outputs of a binding as state keeps them: inputs, record, place, and which inputs were given. */
export function bindingOutputs(
  inputs: BindingInputs,
  record: BindingRecord,
  place: Pick<Cloud, "region" | "projectId">,
  auths: readonly Auth[] = authList(inputs.auth),
): PlainObject {
  const outputs: BindingOutputs = {
    ...inputs,
    ...record,
    auth: authInput(auths, inputs.auth),
    region: place.region,
    projectId: place.projectId,
    given: givenKeys(inputs),
  };
  return withoutUndefined({ ...outputs });
}

/** Ways in that may fit: the present ones first, then those in state; the same one only once. */
export function knownAuths(state: Pick<BindingState, "auth">, inputs: Pick<BindingInputs, "auth">): Auth[] {
  const known = new Map<string, Auth>();
  for (const auth of [...authList(inputs.auth), ...authList(state.auth)]) {
    known.set(JSON.stringify(auth), auth);
  }
  return [...known.values()];
}

function givenKeys(inputs: BindingInputs): string[] {
  return Object.entries(inputs)
    .filter(([key, value]) => value !== undefined && key !== "resourceUrn")
    .map(([key]) => key)
    .sort();
}

/** As the program wrote it when nothing was added, so that an unchanged input shows as unchanged. */
function authInput(auths: readonly Auth[], given: AuthInput | undefined): AuthInput | undefined {
  return auths.length === authList(given).length ? given : [...auths];
}
