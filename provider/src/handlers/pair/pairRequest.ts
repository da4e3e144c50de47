import { givenPublicKey, type KeyPairInputs } from "../../model/keyPair";
import type { KeyPairRequest } from "../../operations/keyPair/keyPairRequest";

/** What the inputs of a key pair ask for. `name` is the one check has filled in. */
export function pairRequest(inputs: KeyPairInputs, name: string): KeyPairRequest {
  return {
    name,
    publicKey: givenPublicKey(inputs),
    algorithm: inputs.algorithm,
    scope: inputs.scope,
    userId: inputs.userId,
    description: inputs.description,
    keyProtection: inputs.keyProtection,
    privateKeyFile: inputs.privateKeyFile,
    exposePrivateKey: inputs.exposePrivateKey ?? false,
    adopt: inputs.adopt ?? "never",
  };
}
