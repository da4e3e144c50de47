import type { BindingInputs } from "../../model/binding";
import type { BindRequest } from "../../operations/binding/bindRequest";

/** What the inputs ask the service for, with what only the caller knows. */
export function bindRequest(
  inputs: BindingInputs,
  known: Pick<
    BindRequest,
    "auths" | "remembered" | "again" | "ownKeyPair" | "keyIsNew" | "record" | "found" | "attemptIsCurrent"
  >,
): BindRequest {
  return {
    ...known,
    serverId: inputs.serverId,
    keyPairName: inputs.keyPairName,
    keyPairFingerprint: inputs.keyPairFingerprint,
    replaces: inputs.replaces ?? [],
    port: inputs.port,
    disablePassword: inputs.disablePassword,
    verify: inputs.verify ?? "auto",
  };
}
