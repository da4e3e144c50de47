import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";

/** One process, told apart from any other that has or had its id. */
export interface KnownProcess {
  readonly pid: number;
  /** When it started, in the system's own words. */
  readonly startedAt: string;
}

/** What the system says of a process. */
export interface ProcessEntry extends KnownProcess {
  readonly parentPid: number;
  readonly name: string;
}

const engineName = "pulumi";

/** A shell may stand between the engine and a provider process. */
const shells = new Set(["sh", "dash", "bash", "zsh", "ash", "busybox"]);

const longestLineage = 20;

/**
 * The engine above a process: its nearest ancestor that is called `pulumi`, else the nearest that is no shell (an engine
 * in another program). The first process of all is that only by its name: in a container it may be the engine, elsewhere it
 * takes in whoever has lost its parent. Undefined where the system does not tell, as on Windows.
 */
export async function engineAbove(
  parentPid: number,
  entryOf: (pid: number) => Promise<ProcessEntry | undefined> = processEntry,
): Promise<KnownProcess | undefined> {
  const ancestors: ProcessEntry[] = [];
  for (let pid = parentPid; pid > 0 && ancestors.length < longestLineage;) {
    const entry = await entryOf(pid);
    if (entry === undefined || (pid === 1 && entry.name !== engineName)) {
      break;
    }
    ancestors.push(entry);
    pid = entry.parentPid;
  }
  const engine =
    ancestors.find(({ name }) => name === engineName) ??
    ancestors.find(({ name }) => !shells.has(name.replace(/^-/, "")));
  return engine === undefined ? undefined : { pid: engine.pid, startedAt: engine.startedAt };
}

/** Whether just this process still runs. */
export async function isRunning({ pid, startedAt }: KnownProcess): Promise<boolean> {
  return (await processEntry(pid))?.startedAt === startedAt;
}

async function processEntry(pid: number): Promise<ProcessEntry | undefined> {
  try {
    return process.platform === "linux" ? await fromProc(pid) : await fromPs(pid);
  } catch {
    return undefined;
  }
}

/** "123 (name) S 1 ...": the name may hold anything, so what follows it is counted from its last bracket. */
async function fromProc(pid: number): Promise<ProcessEntry | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  const end = text.lastIndexOf(")");
  const fields = text.slice(end + 2).split(" ");
  const [parentPid, startedAt] = [Number(fields[1]), fields[19]];
  return startedAt === undefined || !Number.isInteger(parentPid)
    ? undefined
    : { pid, parentPid, startedAt, name: text.slice(text.indexOf("(") + 1, end) };
}

async function fromPs(pid: number): Promise<ProcessEntry | undefined> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "ppid=,lstart=,comm=", "-p", String(pid)], {
    timeout: 2_000,
    env: { LC_ALL: "C" },
  });
  const [, parent, startedAt, command] = /^\s*(\d+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.+?)\s*$/.exec(stdout) ?? [];
  return parent === undefined || startedAt === undefined || command === undefined
    ? undefined
    : { pid, parentPid: Number(parent), startedAt: startedAt.replaceAll(/\W+/g, "-"), name: basename(command) };
}
