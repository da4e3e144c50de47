import { DeclaredResources } from "../../provider/src/handlers/declaredResources";
import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { handlersOf } from "../../provider/src/handlers/handlers";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import { processEnvironment } from "../../provider/src/settings/processEnvironment";
import { EngineRun } from "./engineRun";
import { InProcess } from "./inProcess/inProcess";

/** Where the provider process of this test file lives: nothing is waited for. */
export const world = new InProcess();

/** What the provider process of this test file has said on rows, oldest first. */
export const toldLines: EngineLine[] = [];

const run = new EngineRun();

/** What another provider process of the same engine run declares. */
export const otherProcess = new DeclaredResources(run.join());

/** The one provider process of this test file. */
export const providerProcess = new ProviderProcess({
  runtime: world.runtime,
  generateKeyPair: world.generateKeyPair,
  environment: processEnvironment,
  engine: { log: (line) => toldLines.push(line), endWithEngine: () => undefined, shared: run.join() },
});

/** Its handlers. */
export const { keyPair, keyPairBinding, keyPairFleet, dmsTaskGate } = handlersOf(providerProcess);
