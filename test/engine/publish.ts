import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Refusal } from "./cli";
import { probe } from "./probe";

/** Looks whether a folder of executables holds all it should, and tells its version, or what is wrong. */
export type Probe = (binDirectory: string) => Promise<{ version: string } | Refusal>;

/**
 * Fills a sibling of the target folder and renames it into place, so that a reader never sees half of it.
 * Two processes may do so at once: the first to finish wins, the other takes what is there.
 *
 * @param target the folder that will hold `bin/`
 * @param fill puts the executables into the `bin/` it is given, or says why it cannot
 * @param works judges them; default: as a CLI
 */
export async function publish(
  target: string,
  fill: (staging: string) => Promise<undefined | Refusal>,
  works: Probe = probe,
): Promise<{ version: string } | Refusal> {
  await mkdir(dirname(target), { recursive: true });
  await removeAbandoned(target);
  const staging = `${target}.${process.pid}`;
  await mkdir(join(staging, "bin"), { recursive: true });
  try {
    const refusal = await fill(staging);
    if (refusal !== undefined) {
      return refusal;
    }
    const built = await works(join(staging, "bin"));
    if ("refused" in built) {
      return built;
    }
    await moveInto(staging, target, works);
    return await works(join(target, "bin"));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveInto(staging: string, target: string, works: Probe): Promise<void> {
  const present = await works(join(target, "bin"));
  if (!("refused" in present)) {
    return;
  }
  await rm(target, { recursive: true, force: true });
  try {
    await rename(staging, target);
  } catch (error) {
    // Another process may have been faster; what it put there is judged by the caller's probe.
    if (!isTaken(error)) {
      throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST");
}

/** Staging folders carry their process id; those of processes that are gone were left by a kill. */
async function removeAbandoned(target: string): Promise<void> {
  const prefix = `${basename(target)}.`;
  for (const name of await readdir(dirname(target))) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(owner) && !isAlive(owner)) {
      await rm(join(dirname(target), name), { recursive: true, force: true });
    }
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
