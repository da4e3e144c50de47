import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A running provider host. */
export interface HostProcess {
  readonly id: number;
  /** Where its gRPC service listens. */
  readonly address: string;
  /** Settles when the process has ended and its streams are closed. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** What it has written so far, without the first line, which is its port. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** SIGKILL is a crash. */
  kill(signal: NodeJS.Signals): void;
  /** What a host sees when its engine is gone. */
  endInput(): void;
}

/** Where and with what a host runs. */
export interface HostProcessOptions {
  /** The engine's address, as the host's first argument. */
  readonly engine: string;
  /** The program's folder, from which the host resolves packages. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is run; default: the SDK's own host of dynamic resources. */
  readonly script?: string;
}

/** Starts a provider process as the engine does. */
export async function startHostProcess(options: HostProcessOptions): Promise<HostProcess> {
  const script = options.script ?? require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [options.cwd] });
  const child = spawn(process.execPath, [script, options.engine], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: "pipe",
  });
  const stdout: string[] = [];
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    void exited.then(({ code }) => reject(new Error(`the host ended with ${String(code)}: ${stderr}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      stdout.push(line);
      resolve(stdout[0] ?? "");
    });
  });
  return {
    id: child.pid ?? -1,
    address: `127.0.0.1:${port}`,
    exited,
    output: () => ({ stdout: stdout.slice(1).join("\n"), stderr }),
    kill: (signal) => void child.kill(signal),
    endInput: () => child.stdin.end(),
  };
}
