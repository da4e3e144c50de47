import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Visit } from "./sshVisit";

/** How `ssh` is called. */
export interface OpenSshCall {
  privateKey?: string;
  password?: string;
  user?: string;
  /** Without one: a shell. */
  command?: string;
  /** What the client gets on stdin. */
  input?: string;
  /** More flags. */
  flags?: string[];
  /** A line of known_hosts for any host; then another host key is an error. */
  hostKey?: string;
}

const missing = spawnSync("ssh", ["-V"]).error !== undefined;

/**
 * For tests that need the OpenSSH client. Without it they are left out, which is told, and fail where CI=true.
 */
export const describeWithOpenSsh = missing && process.env["CI"] !== "true" ? leftOut() : describe;

function leftOut(): jest.Describe {
  process.stderr.write("Left out, as there is no OpenSSH client: tests that log in with ssh\n");
  return describe.skip;
}

/** Calls `ssh` for a port of 127.0.0.1 with nothing of the person's own configuration, keys and agents. */
export async function openSsh(port: number, call: OpenSshCall): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-ssh-"));
  try {
    return await spawned([...flagsFor(folder, call), "-p", String(port), ...destination(call)], folder, call);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function flagsFor(folder: string, { privateKey, password, hostKey, flags = [] }: OpenSshCall): string[] {
  const knownHosts = join(folder, "known_hosts");
  writeFileSync(knownHosts, hostKey === undefined ? "" : `* ${hostKey}\n`);
  const options = {
    UserKnownHostsFile: hostKey === undefined ? "/dev/null" : knownHosts,
    GlobalKnownHostsFile: "/dev/null",
    StrictHostKeyChecking: hostKey === undefined ? "no" : "yes",
    IdentitiesOnly: "yes",
    IdentityAgent: "none",
    BatchMode: password === undefined ? "yes" : "no",
    PubkeyAuthentication: privateKey === undefined ? "no" : "yes",
    NumberOfPasswordPrompts: "1",
    LogLevel: "ERROR",
  };
  const identity = join(folder, "key");
  writeFileSync(identity, privateKey ?? "", { mode: 0o600 });
  const given = Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  return ["-F", "/dev/null", ...given, ...(privateKey === undefined ? [] : ["-i", identity]), ...flags];
}

function destination({ user = "root", command }: OpenSshCall): string[] {
  return [`${user}@127.0.0.1`, ...(command === undefined ? [] : [command])];
}

async function spawned(args: string[], folder: string, { password, input }: OpenSshCall): Promise<Visit> {
  const child = spawn("ssh", args, {
    stdio: "pipe",
    env: { PATH: process.env["PATH"], HOME: folder, ...(password === undefined ? {} : askpass(folder, password)) },
  });
  const said: Visit = { status: undefined, stdout: "", stderr: "" };
  child.stdout.on("data", (bytes: Buffer) => (said.stdout += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (said.stderr += bytes.toString()));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  said.status = await new Promise<number | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? undefined));
  });
  return said;
}

/** The client asks a program for the password when it has no terminal. */
function askpass(folder: string, password: string): Record<string, string> {
  const program = join(folder, "askpass");
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$ANSWER"\n`);
  chmodSync(program, 0o700);
  return { SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: "force", ANSWER: password };
}
