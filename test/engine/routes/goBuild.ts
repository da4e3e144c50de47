import { execFile } from "node:child_process";
import { chmod, copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { boundedRun } from "../boundedRun";
import type { Cli, Log, Refusal, Route } from "../cli";
import { goInstallArguments, goInstallEnvironment, type GoPiece, goPieces } from "../goInstall";
import { publish } from "../publish";
import { isAtLeast, oldestGoVersion } from "../versions";

const run = promisify(execFile);
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

async function checkGo(environment: Readonly<Record<string, string | undefined>>): Promise<Refusal | undefined> {
  try {
    const env = { ...environment, GOTOOLCHAIN: "local" };
    const { stdout } = await run("go", ["version"], { env, timeout: 20_000 });
    return isAtLeast(stdout, oldestGoVersion)
      ? undefined
      : { refused: `${stdout.trim()} is older than ${oldestGoVersion}` };
  } catch {
    return { refused: "there is no go on PATH that works" };
  }
}

async function buildPiece(piece: GoPiece, binDirectory: string, options: BuildOptions): Promise<Refusal | undefined> {
  const { environment, log, reportEveryMs = 5_000 } = options;
  const started = performance.now();
  let lines = 0;
  let reported = started;
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  const end = await boundedRun({
    command: "go",
    args: goInstallArguments(piece),
    cwd: piece.moduleDirectory,
    env: { ...environment, ...goInstallEnvironment(binDirectory) },
    idleMs: 5 * 60_000,
    totalMs: 40 * 60_000,
    onLine: (line) => {
      lines += 1;
      if (performance.now() - reported >= reportEveryMs) {
        reported = performance.now();
        log(`building ${piece.name} ${piece.version}: ${seconds()} s, ${lines} steps, now ${line}`);
      }
    },
  });
  if (!end.ok) {
    return { refused: `go install of ${piece.name} ${piece.version} failed: ${end.reason}` };
  }
  log(`built ${piece.name} ${piece.version} in ${seconds()} s`);
  return undefined;
}
