import { constants, type Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Environment } from "../../settings/environment";
import { kindFault } from "../../settings/fileFault";
import { UsageError } from "../usageError";

/** A report of a hundred thousand tasks has 50 MB. */
const LARGEST_BYTES = 256 * 1024 * 1024;
/** A pipe that took the place of a file between two looks is not waited for either; Windows knows no such flag. */
const NO_WAIT = process.platform === "win32" ? 0 : constants.O_NONBLOCK;
const STANDARD_INPUT = ["-", "/dev/stdin"];

/**
 * The text of a report file; `-` is what comes by standard input. Pipes and devices may never end, and reading them would
 * keep Ctrl-C waiting.
 * @throws UsageError for what cannot be read
 */
export async function reportText(
  path: string,
  { workingDirectory }: Pick<Environment, "workingDirectory">,
): Promise<string> {
  if (STANDARD_INPUT.includes(path)) {
    return standardInput(path);
  }
  try {
    const absolute = resolve(workingDirectory, path);
    refuseUnfit(await stat(absolute));
    const file = await open(absolute, constants.O_RDONLY | NO_WAIT);
    try {
      refuseUnfit(await file.stat());
      return await file.readFile("utf8");
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function refuseUnfit(stats: Stats): void {
  const fault = kindFault(stats);
  if (fault !== undefined) {
    throw new Error(
      `it ${fault}${stats.isDirectory() ? "" : "; hand over what comes out of it by standard input, with -"}`,
    );
  }
  if (stats.size > LARGEST_BYTES) {
    throw new Error(TOO_LARGE);
  }
}

async function standardInput(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > LARGEST_BYTES) {
        throw new Error(TOO_LARGE);
      }
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const TOO_LARGE = "it is larger than 256 MiB";

function unreadable(path: string, error: unknown): UsageError {
  return new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : "an unknown error"}`);
}
