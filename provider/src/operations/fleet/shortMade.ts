import type { BindingRecord, MadeBinding } from "../../model/bindingRecord";

type Bound = Pick<BindingRecord, "boundKeyPairName" | "keyPairFingerprint">;

/** What a task of ours made, as only whose credentials it was made with where that is just what is bound now. */
export function shortMade(made: MadeBinding | undefined, bound: Bound): MadeBinding | string | undefined {
  const same = made?.name === bound.boundKeyPairName && made?.fingerprint === bound.keyPairFingerprint;
  return made !== undefined && same ? (made.by ?? "") : made;
}

/** What `shortMade` was given. */
export function longMade(made: unknown, { boundKeyPairName: name, keyPairFingerprint: fingerprint }: Bound): unknown {
  return typeof made === "string" ? { name, fingerprint, ...(made === "" ? {} : { by: made }) } : made;
}
