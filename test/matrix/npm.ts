import { boundedRun } from "../engine/boundedRun";
import { npmError, UnavailableError, unsupportedEngines } from "./npmOutput";

/** Without a terminal npm is silent until its end, so that only the whole can be limited. */
const TOTAL_MS = 900_000;

/** Where and how npm runs. */
export interface NpmPlace {
  /** Absolute path. */
  readonly folder: string;
  /** The PATH of the run: the first `node` on it is npm's too. */
  readonly path: string;
}

/**
 * Makes sure that the registry has these packages, so that their absence is not taken for a fault of the provider.
 *
 * @param wanted versions or lines by the package's name
 * @throws UnavailableError naming the one it does not give
 */
export async function askRegistry(wanted: Readonly<Record<string, string>>, place: NpmPlace): Promise<void> {
  for (const [name, version] of Object.entries(wanted)) {
    const asked = `${name}@${version}`;
    try {
      const lines = await npm(["view", asked, "version"], place);
      if (!lines.some((line) => /\d+\.\d+\.\d+/.test(line))) {
        throw new Error("no such version");
      }
    } catch (error) {
      const [code, why] = error instanceof Error ? error.message.split("\n") : [String(error)];
      throw new UnavailableError(`the registry does not give ${asked}: ${[code, why].filter(Boolean).join(": ")}`);
    }
  }
}

/**
 * Runs `npm install` in a folder that has a package.json.
 *
 * @throws UnavailableError when the registry does not answer; Error for all else that npm refuses, and for packages that
 *   do not support this Node.js
 */
export async function npmInstall(place: NpmPlace, args: readonly string[] = []): Promise<void> {
  const lines = await npm(["install", "--no-audit", "--no-fund", "--no-package-lock", ...args], place);
  const unsupported = unsupportedEngines(lines);
  if (unsupported.length > 0) {
    throw new Error(`npm warns that packages do not support this Node.js: ${unsupported.join(", ")}`);
  }
}

async function npm(args: readonly string[], { folder, path }: NpmPlace): Promise<string[]> {
  const lines: string[] = [];
  const end = await boundedRun({
    command: "npm",
    args: [...args, "--loglevel=warn"],
    cwd: folder,
    env: { ...process.env, PATH: path },
    idleMs: TOTAL_MS,
    totalMs: TOTAL_MS,
    onLine: (line) => lines.push(line),
  });
  if (!end.ok) {
    throw npmError(lines, end.reason);
  }
  return lines;
}
