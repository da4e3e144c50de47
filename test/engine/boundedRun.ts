import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A child process with limits, for work that may wait for a network that never answers. */
export interface BoundedRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The run ends when nothing has moved for so long: no line written, `progress` unchanged. */
  readonly idleMs: number;
  /** The run ends after so long in any case. */
  readonly totalMs: number;
  /** A number that changes while work goes on silently, such as the bytes downloaded so far. */
  readonly progress?: () => Promise<number>;
  readonly onLine?: (line: string) => void;
  /** How often `progress` and the limits are looked at. */
  readonly lookEveryMs?: number;
}

/** How a bounded run ended; `reason` says it in words when it did not succeed. */
export type BoundedEnd = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Runs a command in a process group of its own, so that ending it ends whatever it has started as well. */
export async function boundedRun(run: BoundedRun): Promise<BoundedEnd> {
  const child = spawn(run.command, [...run.args], {
    cwd: run.cwd,
    env: { ...run.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const started = performance.now();
  const last: string[] = [];
  let moved = started;
  let progress = 0;
  let stopped: string | undefined;
  const end = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) {
      endGroup(child.pid, signal);
    }
  };
  const stop = (reason: string): void => {
    stopped ??= reason;
    end("SIGKILL");
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    end("SIGKILL");
    process.removeListener(signal, interrupted);
    process.kill(process.pid, signal);
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      moved = performance.now();
      last.push(line);
      last.splice(0, last.length - 5);
      run.onLine?.(line);
    });
  }
  const look = async (): Promise<void> => {
    const present = (await run.progress?.()) ?? progress;
    if (present !== progress) {
      progress = present;
      moved = performance.now();
    }
    if (performance.now() - moved > run.idleMs) {
      stop(`nothing moved for ${Math.round(run.idleMs / 1000)} s`);
    } else if (performance.now() - started > run.totalMs) {
      stop(`not done after ${Math.round(run.totalMs / 1000)} s`);
    }
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => stop(String(error)));
  }, run.lookEveryMs ?? 500);
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    return code === 0 && stopped === undefined
      ? { ok: true }
      : { ok: false, reason: stopped ?? `exit code ${String(code)}: ${last.join(" / ")}` };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearInterval(timer);
    process.removeListener("SIGINT", interrupted);
    process.removeListener("SIGTERM", interrupted);
  }
}

function endGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // The group has ended by itself.
  }
}
