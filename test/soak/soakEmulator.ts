import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Credentials, FaultInput } from "../emulator/src/index";

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

const requestRows = z.array(z.object({ status: z.number() }));

/** One request in twenty goes wrong, one after the other in these ways. */
const FAULTS: readonly FaultInput[] = [
  { status: 500, body: { error_code: "KPS.0003", error_msg: "internal error" } },
  { cut: "before" },
  { status: 200, body: "<html>maintenance</html>" },
  { cut: "after" },
  { status: 200, body: '{"total":1,"tasks":[{"task_id"' },
  { status: 503, body: {} },
  { delayMs: 300 },
];
const PASSING = 19;
const REFILL_MS = 1_000;
/** More requests than a soak sends between two refills. */
const REFILLS = 30;

/** An emulator in a process of its own, without quotas, which disturbs 5 % of all requests. */
export interface SoakEmulator {
  readonly credentials: Credentials;
  /** How many requests there were, and how many of them had no answer or a 5xx. */
  requests(): Promise<{ readonly all: number; readonly disturbed: number }>;
  stop(): Promise<void>;
}

/** Starts one with running servers of these ids and a key pair `soak`. */
export async function startSoakEmulator(world: {
  readonly serverIds: readonly string[];
  readonly rootPassword: string;
  readonly publicKey: string;
}): Promise<SoakEmulator> {
  const { rootPassword, publicKey } = world;
  const cli = resolve(__dirname, "../emulator/dist/cli.js");
  const flags = ["--json", "--time-scale", "0.01", "--rng-seed", "1"];
  // Records of failed tasks would otherwise pile up over the whole run.
  const child = spawn(process.execPath, [cli, ...flags, "--quirk", "failedRetentionMs=5000"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((done) => child.once("close", () => done()));
  const first = await new Promise<string>((done, fail) => {
    void exited.then(() => fail(new Error("the emulator ended before it was ready")));
    createInterface({ input: child.stdout }).once("line", done);
  });
  const credentials = startLine.parse(JSON.parse(first));
  const control = async (method: string, path: string, body?: unknown): Promise<void> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const reply = await fetch(`${credentials.url}/_emulator/${path}`, { method, headers, ...sent });
    if (!reply.ok) {
      throw new Error(`the emulator answered ${method} ${path} with ${reply.status}`);
    }
  };
  const servers = world.serverIds.map((id) => ({ id, name: id, rootPassword }));
  await control("POST", "reset", { seed: { servers, keyPairs: [{ name: "soak", publicKey }] } });
  await control("PUT", "settings", { requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
  const stopping = new AbortController();
  let next = 0;
  const disturb = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await control("DELETE", "faults");
      for (let index = 0; index < REFILLS; index += 1) {
        // What is left of the last refill is dropped, so each begins anywhere in the cycle.
        const passing = index === 0 ? 1 + Math.floor(PASSING * Math.random()) : PASSING;
        await control("POST", "faults", { times: passing, headers: {} });
        await control("POST", "faults", FAULTS[next % FAULTS.length]);
        next += 1;
      }
      await new Promise((done) => setTimeout(done, REFILL_MS));
    }
  };
  const disturbed = disturb();
  return {
    credentials,
    requests: async () => {
      const rows = requestRows.parse(await (await fetch(`${credentials.url}/_emulator/requests`)).json());
      return { all: rows.length, disturbed: rows.filter(({ status }) => status === 0 || status >= 500).length };
    },
    stop: async () => {
      stopping.abort();
      await disturbed;
      child.kill("SIGTERM");
      await exited;
    },
  };
}
