import { readdir, readFile } from "node:fs/promises";

/** A process that lives in the environment of one isolated run. */
export interface RunProcess {
  readonly id: number;
  readonly command: string;
}

/**
 * The processes that an isolated run has started and that still live, whatever group or parent they have by now:
 * each has inherited the run's own PULUMI_HOME. Linux only; elsewhere the list is empty.
 *
 * @param home the run's home folder, unique to it
 */
export async function processesOf(home: string): Promise<RunProcess[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: RunProcess[] = [];
  for (const id of ids.filter((each) => each !== process.pid)) {
    const environment = await readFile(`/proc/${id}/environ`, "utf8").catch(() => "");
    if (environment.split("\0").includes(`PULUMI_HOME=${home}`)) {
      const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
      found.push({ id, command: command.split("\0").join(" ").trim() });
    }
  }
  return found;
}

/** Ends, by their ids, all processes an isolated run has left; returns what it ended. */
export async function endProcessesOf(home: string): Promise<RunProcess[]> {
  const ended: RunProcess[] = [];
  for (let left = await processesOf(home); left.length > 0; left = await processesOf(home)) {
    for (const each of left) {
      try {
        process.kill(each.id, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    ended.push(...left.filter((each) => ended.every((known) => known.id !== each.id)));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return ended;
}
