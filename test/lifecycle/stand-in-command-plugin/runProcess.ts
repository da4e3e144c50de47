import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

/** What a process printed; a last line break is left out. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a process runs with. */
export interface ProcessSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: the folder of this process. */
  readonly cwd?: string | undefined;
  readonly stdin?: string | undefined;
  /** Ends the process. */
  readonly signal: AbortSignal;
}

const execute = promisify(execFile);
const failure = z.object({ code: z.union([z.string(), z.number(), z.null()]), stdout: z.string(), stderr: z.string() });

/**
 * Runs a process to its end.
 *
 * @throws Error with all it printed when it could not be started or ended with another status than 0
 */
export async function runProcess(file: string, args: readonly string[], settings: ProcessSettings): Promise<Printed> {
  const { env, cwd, stdin, signal } = settings;
  const running = execute(file, [...args], { env: { ...env }, signal, ...(cwd === undefined ? {} : { cwd }) });
  // A command need not read what it is given.
  running.child.stdin?.on("error", () => undefined).end(stdin ?? "");
  try {
    const { stdout, stderr } = await running;
    return { stdout: stdout.replace(/\n$/, ""), stderr: stderr.replace(/\n$/, "") };
  } catch (error) {
    const { code, stdout, stderr } = failure.parse(error);
    throw new Error(`the command ended with ${code ?? "a signal"}:\n${stdout}${stderr}`, { cause: error });
  }
}
