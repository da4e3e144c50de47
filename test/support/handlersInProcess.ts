import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { handlersOf } from "../../provider/src/handlers/handlers";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import { processEnvironment } from "../../provider/src/settings/processEnvironment";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";

/** What the provider process of this test file has said on rows, oldest first. */
export const toldLines: EngineLine[] = [];

/** The one provider process of this test file, over the real network and clocks. */
export const providerProcess = new ProviderProcess({
  runtime: systemRuntime(),
  environment: processEnvironment,
  engine: { log: (line) => toldLines.push(line), endWithEngine: () => undefined },
});

/** Its handlers. */
export const { keyPair, keyPairBinding, dmsTaskGate } = handlersOf(providerProcess);
