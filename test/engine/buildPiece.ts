import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { boundedRun } from "./boundedRun";
import type { Log, Refusal } from "./cli";
import { goInstallArguments, goInstallEnvironment, type GoPiece } from "./goInstall";
import { isAtLeast, oldestGoVersion } from "./versions";

const run = promisify(execFile);

/** What building stands on. */
export interface PieceOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** How often a line says how far the build is. */
  readonly reportEveryMs?: number;
}

/** Why no Go on PATH can build anything here; undefined when one can. */
export async function checkGo(environment: Readonly<Record<string, string | undefined>>): Promise<Refusal | undefined> {
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

/** Builds one piece into a folder, saying every few seconds how far it is. Returns why it could not be built. */
export async function buildPiece(
  piece: GoPiece,
  binDirectory: string,
  options: PieceOptions,
): Promise<Refusal | undefined> {
  const { environment, log, reportEveryMs = 5_000 } = options;
  const started = performance.now();
  let lines = 0;
  let reported = started;
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  const end = await boundedRun({
    command: "go",
    args: goInstallArguments(piece),
    cwd: piece.moduleDirectory,
    env: { ...environment, ...goInstallEnvironment(binDirectory, piece) },
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
