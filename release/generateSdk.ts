import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Refusal } from "../test/engine/cli";
import { getCli, type GetCliOptions } from "../test/engine/getCli";
import { isolatedEnvironment } from "../test/engine/isolatedEnvironment";
import { getLanguageHost } from "../test/engine/languageHosts";

const run = promisify(execFile);

/** The languages an SDK is made for, as Pulumi names them. */
export const sdkLanguages = ["nodejs", "python", "go", "dotnet", "java"] as const;

/** One of them. */
export type SdkLanguage = (typeof sdkLanguages)[number];

/**
 * Makes the SDK for a language from the schema of a plugin, in a folder below `out` that is named after the language.
 * Pulumi's part of it is a language host.
 * @param plugin absolute path of the executable
 * @returns the folder, or why it cannot be made here
 */
export async function generateSdk(
  language: SdkLanguage,
  plugin: string,
  out: string,
  options: GetCliOptions = {},
): Promise<string | Refusal> {
  const { binDirectory } = await getCli(options);
  const tools: string[] = [];
  if (language !== "nodejs") {
    const host = await getLanguageHost(language, binDirectory, options);
    if (typeof host !== "string") {
      return host;
    }
    tools.push(host);
  }
  const home = await mkdtemp(join(tmpdir(), "kps-sdk-"));
  try {
    const backend = join(home, "state");
    await mkdir(backend);
    const args = ["package", "gen-sdk", plugin, "--language", language, "--out", out];
    await run(join(binDirectory, "pulumi"), args, { env: isolatedEnvironment({ binDirectory, tools, home, backend }) });
    return join(out, language);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
