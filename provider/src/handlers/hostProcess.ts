import { processEnvironment } from "../settings/processEnvironment";
import { systemRuntime } from "../transport/systemRuntime";
import { engineAddress, EngineLink } from "./engineLink";
import { ProviderProcess } from "./providerProcess";

/** This process as a provider process: the real world around it, and the engine that its arguments name. */
export function hostProcess(): ProviderProcess {
  return new ProviderProcess({
    runtime: systemRuntime(),
    environment: processEnvironment,
    engine: new EngineLink(engineAddress(process.argv)),
  });
}
