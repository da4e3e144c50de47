import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Credentials } from "../emulator/src/index";

const main = join(__dirname, "../../provider/bin/huaweicloud-kps.js");

/** Variables of a child; undefined: not set. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** How a command ended. */
export interface CliEnd {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running. */
export interface RunningCli {
  readonly end: Promise<CliEnd>;
  /** Resolves once what was printed so far, results and remarks, matches. */
  printed(pattern: RegExp): Promise<void>;
  /** Ctrl-C, as a shell sends it. */
  interrupt(): void;
  /** What a person types. */
  type(text: string): void;
}

/** The variables that lead to an emulator. */
export function variablesFor({ url, region, projectId, accessKey, secretKey }: Credentials): Variables {
  return {
    KPS_ENDPOINT: url,
    HW_REGION_NAME: region,
    HW_PROJECT_ID: projectId,
    HW_ACCESS_KEY: accessKey,
    HW_SECRET_KEY: secretKey,
    KPS_TEST_TIME_SCALE: "0.02",
  };
}

/** Starts the built command with these variables and no other ones of this process. */
export function startCli(args: readonly string[], variables: Variables): RunningCli {
  return startProcess(process.execPath, [main, ...args], variables);
}

/** The command as one word list of a shell. */
export function shellCommand(args: readonly string[]): string {
  return [process.execPath, main, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
}

/** Runs the built command to its end. */
export function runCli(args: readonly string[], variables: Variables): Promise<CliEnd> {
  return startCli(args, variables).end;
}

/** Starts any program the same way. */
export function startProcess(file: string, args: readonly string[], variables: Variables): RunningCli {
  const child = spawn(file, args, { env: { PATH: process.env["PATH"], HOME: "/nowhere", ...variables } });
  let stdout = "";
  let stderr = "";
  const looks = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    looks.forEach((look) => look());
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    looks.forEach((look) => look());
  });
  const end = new Promise<CliEnd>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
  const all = (): string => stdout + stderr;
  const printed = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(all())) {
          looks.delete(look);
          resolve();
        }
      };
      looks.add(look);
      look();
      void end.then(() => reject(new Error(`ended without ${String(pattern)}:\n${all()}`)));
    });
  return { end, printed, interrupt: () => child.kill("SIGINT"), type: (text) => child.stdin.write(text) };
}
