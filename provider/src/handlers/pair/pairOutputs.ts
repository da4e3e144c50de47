import type { KeyPairInputs, KeyPairOutputs, KeyPairRecord } from "../../model/keyPair";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";

/** Inputs that a person does not give. */
const NOT_GIVEN = new Set(["resourceUrn", "autoNamed", "fingerprint"]);

/**
 * Outputs of a key pair as state keeps them: the inputs, over them the record (it says what is, where an input only
 * asks), the place, and which inputs were given. `settled: false` marks that something is still to be done.
 */
export function pairOutputs(
  inputs: KeyPairInputs,
  record: KeyPairRecord,
  place: { region: string; projectId: string },
  settled = true,
): PlainObject {
  const outputs: KeyPairOutputs = {
    ...inputs,
    ...record,
    region: place.region,
    projectId: place.projectId,
    given: givenKeys(inputs),
    settled: settled ? undefined : false,
  };
  return withoutUndefined({ ...outputs });
}

function givenKeys(inputs: KeyPairInputs): string[] {
  return Object.entries(inputs)
    .filter(([key, value]) => value !== undefined && !NOT_GIVEN.has(key) && !(key === "name" && inputs.autoNamed))
    .map(([key]) => key)
    .sort();
}
