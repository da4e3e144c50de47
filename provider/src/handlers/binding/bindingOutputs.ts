import { authList, type Auth, type AuthInput } from "../../model/auth";
import type { BindingInputs, BindingOutputs, BindingState } from "../../model/binding";
import type { BindingRecord } from "../../model/bindingRecord";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";

/** Outputs of a binding as state keeps them: inputs, record, place, and which inputs were given. */
export function bindingOutputs(
  inputs: BindingInputs,
  record: BindingRecord,
  place: { region?: string | undefined; projectId?: string | undefined },
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

/** Ways in that may fit: those the program gives now, and those that only state remembers. */
export function knownAuths(
  state: Pick<BindingState, "auth">,
  inputs: Pick<BindingInputs, "auth">,
): { auths: Auth[]; remembered: Auth[] } {
  const auths = authList(inputs.auth);
  const given = new Set(auths.map((auth) => JSON.stringify(auth)));
  return { auths, remembered: authList(state.auth).filter((auth) => !given.has(JSON.stringify(auth))) };
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
