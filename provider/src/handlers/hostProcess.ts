import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { processEnvironment } from "../settings/processEnvironment";
import { systemRuntime } from "../transport/systemRuntime";
import type { EngineLink } from "./engineLink";
import { ProviderProcess } from "./providerProcess";
import { nobodyElse } from "./run/declaration";
import { engineAbove } from "./run/engineProcess";
import { RunFolder, type EngineRun } from "./run/runFolder";

/** This process as a provider process: the real world around it, and the engine at the other end of the link. */
export function hostProcess(link: EngineLink): ProviderProcess {
  const runtime = systemRuntime();
  const { address } = link;
  return new ProviderProcess({
    runtime,
    environment: processEnvironment,
    engine: {
      log: (line) => link.log(line),
      endWithEngine: () => link.endWithEngine(),
      shared:
        address === undefined ? nobodyElse : new RunFolder(sharedFolder(), () => runOf(address), runtime.startTimer),
    },
  });
}

async function runOf(address: string): Promise<EngineRun | undefined> {
  const engine = await engineAbove(process.ppid);
  return engine === undefined ? undefined : { address, engine };
}

/** One for each user: it holds names of servers and key pairs. */
function sharedFolder(): string {
  return join(tmpdir(), `pulumi-huaweicloud-kps-${process.getuid?.() ?? userInfo().username}`);
}
