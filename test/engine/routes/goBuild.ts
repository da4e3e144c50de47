import { chmod, copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Cli, Log, Refusal, Route } from "../cli";
import { buildPiece, checkGo } from "../buildPiece";
import { goPieces } from "../goInstall";
import { publish } from "../publish";
import { oldestGoVersion } from "../versions";

const plugin = "pulumi-resource-pulumi-nodejs";

/** What the build route stands on. */
export interface BuildOptions {
  readonly versionDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** How often a line says how far the build is. */
  readonly reportEveryMs?: number;
}

/** Route 4: building the CLI from Go modules, for machines that reach package registries only. */
export function goBuild(options: BuildOptions): Route {
  const { versionDirectory, environment, log } = options;
  return {
    name: "build",
    purpose: `building it with go >= ${oldestGoVersion} from Go modules`,
    async find(): Promise<Cli | Refusal> {
      const unfit = await checkGo(environment);
      if (unfit !== undefined) {
        return unfit;
      }
      log("building the Pulumi CLI from Go modules: minutes the first time, seconds with a warm Go build cache");
      const built = await publish(versionDirectory, async (staging) => {
        for (const piece of goPieces) {
          const refusal = await buildPiece(piece, join(staging, "bin"), options);
          if (refusal !== undefined) {
            return refusal;
          }
        }
        const source = join(dirname(require.resolve("@pulumi/pulumi/package.json")), plugin);
        await copyFile(source, join(staging, "bin", plugin));
        await chmod(join(staging, "bin", plugin), 0o755);
        return undefined;
      });
      return "refused" in built
        ? built
        : { binDirectory: join(versionDirectory, "bin"), route: "build", version: built.version };
    },
  };
}
