import { authList, type Auth, type AuthInput } from "../../model/auth";
import { RECORD_KEYS, type BindingInputs, type BindingOutputs, type BindingState } from "../../model/binding";
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

/**
 * Outputs of a binding for which nothing was posted: those of its state, but for what is known since of the change that it
 * waited for. What is on the server then stands in `keyPairName`, as after a refresh, so that the next run compares with it.
 */
export function settledOutputs(olds: PlainObject, record: BindingRecord): PlainObject {
  const { phase, boundKeyPairName = "", seenUnboundAt } = record;
  const known = Object.fromEntries(RECORD_KEYS.map((key) => [key, record[key]]));
  const settled = phase === "bound" || phase === "unbound";
  const present =
    seenUnboundAt === undefined ? { keyPairName: boundKeyPairName } : { keyPairName: "", phase: "unbound" };
  return withoutUndefined({ ...olds, ...known, ...(settled && present) });
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
