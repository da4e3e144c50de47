import { DeclaredResources } from "../../../provider/src/handlers/declaredResources";
import type { EngineLine } from "../../../provider/src/handlers/engineLink";
import { handlersOf } from "../../../provider/src/handlers/handlers";
import { ProviderProcess } from "../../../provider/src/handlers/providerProcess";
import type { Environment } from "../../../provider/src/settings/environment";
import { localFiles } from "../../../provider/src/settings/localFiles";
import { EngineRun } from "../engineRun";
import { environmentOf } from "../memoryFiles";
import { InProcess } from "./inProcess";

/** One provider process of an engine run, in a world of its own where nothing is waited for. */
export interface ProviderInProcess {
  readonly world: InProcess;
  readonly process: ProviderProcess;
  readonly handlers: ReturnType<typeof handlersOf>;
  readonly environment: Environment;
  /** What it has said on rows, oldest first. */
  readonly lines: EngineLine[];
  /** Takes the texts of these lines: what was said since the last time. */
  readonly told: () => string[];
  /** What another provider process of the same engine run declares. */
  readonly otherProcess: DeclaredResources;
  /** That run. */
  readonly run: EngineRun;
}

/** Makes one, with these environment variables and the files of this machine. */
export function providerInProcess(variables: Record<string, string> = {}): ProviderInProcess {
  const world = new InProcess();
  const run = new EngineRun();
  const lines: EngineLine[] = [];
  const environment = { ...environmentOf(variables), files: localFiles };
  const process = new ProviderProcess({
    runtime: world.runtime,
    generateKeyPair: world.generateKeyPair,
    environment: () => environment,
    engine: { log: (line) => lines.push(line), endWithEngine: () => undefined, shared: run.join() },
  });
  return {
    world,
    process,
    handlers: handlersOf(process),
    environment,
    lines,
    told: () => lines.splice(0).map(({ text }) => text),
    otherProcess: new DeclaredResources(run.join()),
    run,
  };
}
