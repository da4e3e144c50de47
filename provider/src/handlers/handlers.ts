import { dmsTaskGateHandlers } from "./dmsTaskGate";
import { keyPairHandlers } from "./keyPair";
import { keyPairBindingHandlers } from "./keyPairBinding";
import type { ProviderProcess } from "./providerProcess";

/** What the engine calls in one provider process, for each kind of resource. */
export function handlersOf(process: ProviderProcess) {
  return {
    keyPair: keyPairHandlers(process),
    keyPairBinding: keyPairBindingHandlers(process),
    dmsTaskGate: dmsTaskGateHandlers(process),
  };
}
