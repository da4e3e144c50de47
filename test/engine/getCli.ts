import { join } from "node:path";
import { cacheDirectory } from "./cacheDirectory";
import type { Cli, Log } from "./cli";
import { goBuild } from "./routes/goBuild";
import { inCache } from "./routes/inCache";
import { officialDownload } from "./routes/officialDownload";
import { onPath } from "./routes/onPath";
import { CliUnavailableError, takeRoute } from "./takeRoute";
import { cliVersion } from "./versions";

/** Where a CLI is looked for and who hears about it. */
export interface GetCliOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
}

/**
 * A real Pulumi CLI: the user's, else the cached, else downloaded, else built, in this order.
 * May take minutes the first time and says so on the log (default: stderr).
 *
 * @throws CliUnavailableError naming all four routes and what to install
 */
export async function getCli(options: GetCliOptions = {}): Promise<Cli> {
  const { environment = process.env, log = toStandardError } = options;
  const versionDirectory = join(cacheDirectory(environment), cliVersion);
  const routes = [
    onPath(environment),
    inCache(versionDirectory),
    officialDownload({ versionDirectory, environment, log }),
    goBuild({ versionDirectory, environment, log }),
  ];
  return takeRoute(routes, log);
}

/** The CLI that is there already, on PATH or in the cache; fetches and builds nothing. */
export async function findCli(options: GetCliOptions = {}): Promise<Cli | undefined> {
  const { environment = process.env, log = silent } = options;
  const versionDirectory = join(cacheDirectory(environment), cliVersion);
  try {
    return await takeRoute([onPath(environment), inCache(versionDirectory)], log);
  } catch (error) {
    if (error instanceof CliUnavailableError) {
      return undefined;
    }
    throw error;
  }
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}

function silent(): void {
  // findCli answers by its result alone.
}
