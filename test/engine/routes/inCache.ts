import { join } from "node:path";
import type { Cli, Refusal, Route } from "../cli";
import { probe } from "../probe";

/** Route 2: what an earlier run has downloaded or built. */
export function inCache(versionDirectory: string): Route {
  const binDirectory = join(versionDirectory, "bin");
  return {
    name: "cache",
    purpose: `the project's cache, ${binDirectory}`,
    async find(): Promise<Cli | Refusal> {
      const found = await probe(binDirectory);
      return "refused" in found ? found : { binDirectory, route: "cache", version: found.version };
    },
  };
}
