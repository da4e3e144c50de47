import { randomUUID } from "node:crypto";
import { readdir, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "./fileFault";

/** The names of files being made: hidden, with the number and the start of the process that makes them. */
const UNFINISHED = /^\..{1,200}\.(\d{1,10})-(\d{1,16})-[0-9a-f-]{36}\.tmp$/s;

/** So many characters of a file's name are enough to see whose unfinished file it is: with all of 255 bytes there is no room. */
const SHOWN_OF_NAME = 40;

/** Nobody takes longer than this to make a file, in ms. */
const LONGEST_MAKING_MS = 60_000;

/** Where a file is written before it gets its name, in the same folder. */
export function unfinishedPath(path: string): string {
  const shown = Array.from(basename(path)).slice(0, SHOWN_OF_NAME).join("");
  return join(dirname(path), `.${shown}.${writerOf(process.pid)}-${randomUUID()}.tmp`);
}

/** Removes the unfinished files of a folder whose process is gone: they may hold private keys. Never rejects. */
export async function sweepUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (await isLeftOver(folder, name)) {
      await unlink(join(folder, name)).catch(() => undefined);
    }
  }
}

/** In a container a process may have the number of the one that was killed; its start tells them apart. */
function writerOf(pid: number): string {
  return `${pid}-${Math.floor(performance.timeOrigin)}`;
}

async function isLeftOver(folder: string, name: string): Promise<boolean> {
  const [, pid, started] = UNFINISHED.exec(name) ?? [];
  if (pid === undefined || started === undefined || `${pid}-${started}` === writerOf(process.pid)) {
    return false;
  }
  if (Number(pid) === process.pid || !isRunning(Number(pid))) {
    return true;
  }
  const stats = await stat(join(folder, name)).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > LONGEST_MAKING_MS;
}

/** Whether a process of this number runs on this machine. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}
