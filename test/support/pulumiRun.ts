import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { type EngineEvent, type EngineReport, readEvents, reportOf } from "./engineEvents";

/** How one CLI run ended and what the engine reported. */
export interface RunResult extends EngineReport {
  readonly ok: boolean;
  /** The exit code; null when a signal ended the CLI. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A CLI process to start. */
export interface RunCommand {
  readonly pulumi: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The file the engine writes its events to. */
  readonly eventLog: string;
  /** Gets the CLI's output as it comes, besides the result. */
  readonly show?: NodeJS.WritableStream;
  /** After so long the CLI is ended and `finished` rejects with all it has written. */
  readonly timeoutMs: number;
}

/** A CLI run that is under way. */
export interface PulumiRun {
  /** Process id of the CLI, which is the engine too. */
  readonly id: number;
  readonly finished: Promise<RunResult>;
  /** SIGINT is Ctrl-C, SIGKILL is a lost machine. */
  kill(signal: NodeJS.Signals): void;
  /** The first event so far or to come that fits; rejects when the run ends without one. */
  event(fits: (event: EngineEvent) => boolean): Promise<EngineEvent>;
}

/** Starts the CLI and collects what it writes. */
export function startPulumi(command: RunCommand): PulumiRun {
  const started = performance.now();
  const child = spawn(command.pulumi, [...command.args], {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    command.show?.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    command.show?.write(text);
  });
  const finished = exitOf(child, command.timeoutMs).then(
    async (code) => ({
      ok: code === 0,
      code,
      stdout,
      stderr,
      durationMs: performance.now() - started,
      ...reportOf(await readEvents(command.eventLog)),
    }),
    (error: unknown) => {
      throw new Error(`pulumi ${command.args.join(" ")}: ${String(error)}\n${stdout}\n${stderr}`);
    },
  );
  let over = false;
  const markOver = (): void => {
    over = true;
  };
  finished.then(markOver, markOver);
  return {
    id: child.pid ?? -1,
    finished,
    kill: (signal) => void child.kill(signal),
    async event(fits) {
      for (;;) {
        const last = over;
        const found = (await readEvents(command.eventLog)).find(fits);
        if (found !== undefined) {
          return found;
        }
        if (last) {
          throw new Error(`pulumi ${command.args.join(" ")} ended without the event\n${stdout}\n${stderr}`);
        }
        await delay(25);
      }
    },
  };
}

/** Waits for the pipes' end too, except after a kill: a host that outlives the engine holds them open. */
function exitOf(child: ChildProcess, timeoutMs: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`not finished after ${timeoutMs} ms`));
    }, timeoutMs);
    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve(code);
    };
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", end);
    child.once("exit", (code) => {
      if (code === null) {
        end(code);
      }
    });
  });
}
