import { atBorder, type ResourceHandlers } from "./border";
import { dmsTaskGateHandlers } from "./dmsTaskGate";
import { keyPairHandlers } from "./keyPair";
import { keyPairBindingHandlers } from "./keyPairBinding";
import { keyPairFleetHandlers } from "./keyPairFleet";
import type { ProviderProcess } from "./providerProcess";

/** What the engine calls in one provider process, for each kind of resource. */
export function handlersOf(
  process: ProviderProcess,
): Record<"keyPair" | "keyPairBinding" | "keyPairFleet" | "dmsTaskGate", ResourceHandlers> {
  return {
    keyPair: atBorder(process, keyPairHandlers(process)),
    keyPairBinding: atBorder(process, keyPairBindingHandlers(process)),
    keyPairFleet: atBorder(process, keyPairFleetHandlers(process)),
    dmsTaskGate: atBorder(process, dmsTaskGateHandlers(process)),
  };
}
