import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Credentials } from "../emulator/src/index";

const startLine = z.object({
  url: z.string(),
  region: z.string(),
  projectId: z.string(),
  domainId: z.string(),
  accessKey: z.string(),
  secretKey: z.string(),
  domainName: z.string(),
  userName: z.string(),
  userPassword: z.string(),
}) satisfies z.ZodType<Credentials>;

const requestRows = z.array(
  z.object({ operation: z.string(), method: z.string(), accepted: z.boolean(), serverId: z.string().optional() }),
);

/** One row of the emulator's request log, as far as the demo counts it. */
export type Request = z.infer<typeof requestRows>[number];

/** An emulator in a process of its own. */
export interface EmulatorProcess {
  readonly credentials: Credentials;
  /** Replaces everything there is by these servers. */
  seed(servers: readonly { id: string; name: string; rootPassword: string }[]): Promise<void>;
  /** Every request so far. */
  requests(): Promise<Request[]>;
  stop(): Promise<void>;
}

const cli = resolve(__dirname, "../emulator/dist/cli.js");

/** Starts the emulator as a user would, with tasks of a few seconds. */
export async function startEmulatorProcess(timeScale: number): Promise<EmulatorProcess> {
  const child = spawn(process.execPath, [cli, "--json", "--time-scale", String(timeScale)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((done) => {
    child.once("close", () => done());
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
  };
  const first = await new Promise<string>((done, fail) => {
    child.once("error", fail);
    void exited.then(() => fail(new Error("the emulator ended before it was ready")));
    createInterface({ input: child.stdout }).once("line", done);
  });
  const credentials = startLine.parse(JSON.parse(first));
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const sent =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const reply = await fetch(`${credentials.url}/_emulator/${path}`, { method, ...sent });
    if (!reply.ok) {
      throw new Error(`the emulator answered ${method} ${path} with ${reply.status}: ${await reply.text()}`);
    }
    return reply.status === 204 ? undefined : await reply.json();
  };
  return {
    credentials,
    seed: async (servers) => {
      await control("POST", "reset", { seed: { servers } });
    },
    requests: async () => requestRows.parse(await control("GET", "requests")),
    stop,
  };
}
