import "../endOnOldNode";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineAddress, EngineLink } from "../handlers/engineLink";
import { hostProcess } from "../handlers/hostProcess";
import { bundledEngine } from "./bundledEngine";
import { serve } from "./grpcServer";
import { pluginService } from "./service";

/** The folder of the package, two above the bundle that this file becomes. */
const PACKAGE = join(__dirname, "../..");

/** The plugin as a process: it prints the port it listens at, as the engine expects, and ends with the engine. */
async function main(): Promise<void> {
  const engine = new EngineLink(engineAddress(process.argv), bundledEngine);
  engine.endWithEngine();
  const provider = hostProcess(engine);
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const schema = (): string => readFileSync(join(PACKAGE, "schema.json"), "utf8");
  const port = await serve(pluginService(provider, { version, schema }));
  process.stdout.write(`${port}\n`);
}

void main();
