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

const requests = z.array(z.object({ at: z.number(), operation: z.string(), status: z.number() }));
const state = z.object({
  tasks: z.array(
    z.object({ taskId: z.string(), taskStatus: z.string(), startedAt: z.number(), endedAt: z.number().optional() }),
  ),
});

/** A request as the emulator has counted it. `at` is monotonic ms of the machine. */
export type CountedRequest = z.infer<typeof requests>[number];
/** A task as the emulator knows it. Times are monotonic ms of the machine. */
export type EmulatedTask = z.infer<typeof state>["tasks"][number];

/** What the measured client meets. */
export interface World {
  /** Servers `server-1` and so on, all running, none bound, root's password `rootPassword`. */
  readonly servers: number;
  /** Factor on the documented durations of tasks. */
  readonly timeScale: number;
  /** `documented`: those of the documentation, as the emulator has them by default. */
  readonly quotas: "none" | "documented";
}

/** Root's password on every server of a bench. */
export const rootPassword = "Bench-Root-1";
/** The key pair that every bench binds. */
export const keyPairName = "bench";

/** An emulator in a process of its own, with one world. */
export interface BenchEmulator {
  readonly credentials: Credentials;
  readonly serverIds: readonly string[];
  requests(): Promise<CountedRequest[]>;
  tasks(): Promise<EmulatedTask[]>;
  stop(): Promise<void>;
}

const cli = resolve(__dirname, "../emulator/dist/cli.js");

/** Starts an emulator. The durations of tasks are the same in every run. */
export async function startBenchEmulator(world: World): Promise<BenchEmulator> {
  const flags = ["--json", "--rng-seed", "1", "--time-scale", String(world.timeScale)];
  const child = spawn(process.execPath, [cli, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const end = (): void => void child.kill("SIGTERM");
  process.once("exit", end);
  const exited = new Promise<void>((done) => {
    child.once("close", () => done());
  });
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
    return reply.json();
  };
  const serverIds = Array.from({ length: world.servers }, (_, index) => `server-${index + 1}`);
  const servers = serverIds.map((id) => ({ id, name: id, status: "ACTIVE", rootPassword }));
  await control("POST", "reset", { seed: { servers, keyPairs: [{ name: keyPairName }] } });
  if (world.quotas === "none") {
    await control("PUT", "settings", { requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
  }
  return {
    credentials,
    serverIds,
    requests: async () => requests.parse(await control("GET", "requests")),
    tasks: async () => state.parse(await control("GET", "state")).tasks,
    stop: async () => {
      end();
      await exited;
      process.removeListener("exit", end);
    },
  };
}
