import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { generateSdk } from "../../release/generateSdk";
import { pythonEnvironment, pythonExecutable } from "./languageTest";
import { pluginFolder } from "./yamlProgram";

/** Makes the SDK for a language from the plugin of this checkout, in a folder that the caller removes. */
export async function generatedSdk(language: "python" | "go"): Promise<{ folder: string; sdk: string }> {
  const folder = mkdtempSync(join(tmpdir(), "kps-sdk-"));
  const sdk = await generateSdk(language, join(pluginFolder, "pulumi-resource-kps"), folder);
  if (typeof sdk !== "string") {
    throw new Error(sdk.refused);
  }
  return { folder, sdk };
}

/** Installs an SDK for Python as a person would, into a folder below the one given; for PYTHONPATH. */
export function installedSdk(sdk: string, folder: string): string {
  const packages = join(folder, "packages");
  const options = [
    "--quiet",
    "--no-deps",
    "--no-build-isolation",
    "--no-index",
    "--root-user-action",
    "ignore",
    "--target",
    packages,
  ];
  execFileSync(pythonExecutable(), ["-m", "pip", "install", ...options, sdk], {
    env: { ...process.env, ...pythonEnvironment() },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return packages;
}

/**
 * Compiles what a Go program imports, which its run then finds in the cache: the first time on a machine takes minutes, longer
 * than a run of the engine may.
 */
export function compileGo(program: string): void {
  const env = { ...process.env, ...goEnvironment() };
  execFileSync("go", ["build", "-o", devNull, "."], { cwd: program, env, stdio: ["ignore", "ignore", "inherit"] });
}

/** What the go command needs in an environment whose home is another one, so that nothing is compiled or fetched again. */
export function goEnvironment(): Record<string, string> {
  const kept = execFileSync("go", ["env", "-json", "GOCACHE", "GOMODCACHE", "GOPROXY"], { encoding: "utf8" });
  return { ...(JSON.parse(kept) as Record<string, string>), CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOWORK: "off" };
}
