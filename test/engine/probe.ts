import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Refusal } from "./cli";
import { isolatedEnvironment } from "./isolatedEnvironment";

const run = promisify(execFile);
const executables = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/**
 * Looks whether a folder holds all that a run with a Node program needs, and asks the CLI for its version.
 *
 * @param timeoutMs how long `pulumi version` may take
 * @returns the version without its leading `v`, or what is missing
 */
export async function probe(binDirectory: string, timeoutMs = 20_000): Promise<{ version: string } | Refusal> {
  for (const name of executables) {
    try {
      await access(join(binDirectory, name), constants.X_OK);
    } catch {
      return { refused: `there is no executable ${name} in ${binDirectory}` };
    }
  }
  const home = await mkdtemp(join(tmpdir(), "kps-probe-"));
  try {
    const env = isolatedEnvironment({ binDirectory, home, backend: home });
    const { stdout } = await run(join(binDirectory, "pulumi"), ["version"], { env, timeout: timeoutMs });
    const version = /^v?(\d+\.\d+\.\d+\S*)$/.exec(stdout.trim())?.[1];
    return version === undefined
      ? { refused: `${join(binDirectory, "pulumi")} version printed no version number` }
      : { version };
  } catch (error) {
    return { refused: `${join(binDirectory, "pulumi")} version failed: ${firstLine(error)}` };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? text;
}
