import type { BindingRecord } from "../../model/bindingRecord";
import type { SeenServer } from "./evidence";

/**
 * A bind of ours whose end nobody knows, on a server that had no key pair before and has the one of that bind now: it
 * counts as carried out. Of anything else that nobody knows the server is left as it is.
 */
export function forgottenBind(record: BindingRecord, server: SeenServer): BindingRecord {
  const { phase, attempt, boundKeyPairName, failure } = record;
  // Called failed only because nothing showed it, it may have run all the same.
  const unseen = phase === "failed" && failure === undefined;
  const carriedOut =
    (phase === "waiting" || unseen) &&
    boundKeyPairName === undefined &&
    attempt?.operation === "BIND" &&
    attempt.before === "" &&
    server.known === true &&
    server.keyPairName === attempt.keyPairName;
  if (!carriedOut) {
    return record;
  }
  const { keyPairName, disablesPassword } = attempt;
  const passwordDisabled = record.passwordDisabled ?? disablesPassword;
  return { ...record, boundKeyPairName: keyPairName, made: { name: keyPairName }, passwordDisabled };
}

/** Nobody could find out what became of a change that was to switch login by password off. */
export function isOpenSwitch({ phase, attempt }: BindingRecord): boolean {
  return phase === "waiting" && attempt?.disablesPassword === true;
}
