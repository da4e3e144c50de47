import { isDeepStrictEqual } from "node:util";
import { authList, type AuthInput } from "../../model/auth";
import { foundInstead, type BindingState } from "../../model/binding";

/** Inputs of a binding as far as they are compared; unknown values are texts of their own and so differ. */
export interface ComparedInputs {
  keyPairName: unknown;
  keyPairFingerprint?: unknown;
  triggers?: unknown;
}

/** Whether the state and the inputs ask for another key, or for the same one again: what needs the service. */
export function needsBind(state: BindingState, inputs: ComparedInputs): boolean {
  if (inputs.keyPairName === "" && state.keyPairName === "") {
    // Unbound elsewhere, and the program ignores changes of the name.
    return false;
  }
  return (
    state.phase !== "bound" ||
    state.keyPairName !== inputs.keyPairName ||
    // Drift that the program accepts: the record still has to say what is there, and that it was found.
    (state.boundKeyPairName !== undefined && foundInstead(state) !== undefined) ||
    (inputs.keyPairFingerprint !== undefined && state.keyPairFingerprint !== inputs.keyPairFingerprint) ||
    triggersChanged(state, inputs)
  );
}

/** Whether the triggers differ from those of the last bind that was tried. */
export function triggersChanged(state: BindingState, inputs: Pick<ComparedInputs, "triggers">): boolean {
  return !isDeepStrictEqual(state.triggers, inputs.triggers);
}

/** Whether the program still asks for just what the task in the state was posted for. */
export function attemptIsCurrent(
  state: BindingState,
  inputs: ComparedInputs & { auth?: AuthInput | undefined },
): boolean {
  const recorded = authList(state.auth);
  return (
    state.attempt?.keyPairName === inputs.keyPairName &&
    !triggersChanged(state, inputs) &&
    authList(inputs.auth).every((auth) => recorded.some((known) => isDeepStrictEqual(known, auth)))
  );
}
