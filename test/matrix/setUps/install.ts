import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { boundedRun } from "../../engine/boundedRun";
import { npmInstall } from "../npm";
import type { Place } from "./setUp";

/** What a package.json says; `dependencies` come last of all that is common to every set-up. */
export type Manifest = Readonly<Record<string, unknown>> & {
  readonly dependencies?: Readonly<Record<string, string>>;
};

/** Writes a package: its package.json, and files by their paths in it. */
export async function writePackage(
  folder: string,
  manifest: Manifest,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const all = {
    ...files,
    "package.json": JSON.stringify({ name: "matrix", version: "1.0.0", private: true, ...manifest }),
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The version of the SDK that the lock file of this repository has. */
export async function lockedSdk(): Promise<string> {
  const entry = z.object({ version: z.string() });
  const lock = z.object({ packages: z.object({ "node_modules/@pulumi/pulumi": entry }) });
  const text = await readFile(resolve(__dirname, "../../../package-lock.json"), "utf8");
  return lock.parse(JSON.parse(text)).packages["node_modules/@pulumi/pulumi"].version;
}

/** Runs `npm install` in a folder. Throws as {@link npmInstall} does. */
export function withNpm(folder: string, { path }: Place, args: readonly string[] = []): Promise<void> {
  return npmInstall({ folder, path }, args);
}

/** Runs another package manager, got from the registry, in a folder. Throws Error with the last of what it wrote. */
export async function withManager(
  folder: string,
  place: Place,
  manager: string,
  args: readonly string[],
): Promise<void> {
  const tools = join(place.folder, "tools");
  const [name = ""] = manager.split("@");
  await writePackage(tools, { dependencies: { [name]: manager.slice(name.length + 1) } }, {});
  await withNpm(tools, place);
  await run(join(tools, "node_modules/.bin", name), args, folder, place);
}

/** Runs a command to its end. @throws Error with the last lines it wrote */
export async function run(
  command: string,
  args: readonly string[],
  folder: string,
  place: Place,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lines: string[] = [];
  const end = await boundedRun({
    command,
    args,
    cwd: folder,
    env: { ...process.env, PATH: place.path, CI: "true", ...variables },
    idleMs: 300_000,
    totalMs: 600_000,
    onLine: (line) => lines.push(line),
  });
  if (!end.ok) {
    throw new Error([end.reason, ...lines.slice(-30)].join("\n"));
  }
}
