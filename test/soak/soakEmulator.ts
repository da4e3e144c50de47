import { z } from "zod";
import type { Credentials, FaultInput } from "../emulator/src/index";
import { startEmulatorProcess } from "../support/emulatorProcess";

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
  // Records of failed tasks would otherwise pile up over the whole run.
  const flags = ["--time-scale", "0.01", "--rng-seed", "1", "--quirk", "failedRetentionMs=5000"];
  const { credentials, control, stop } = await startEmulatorProcess(flags);
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
      const rows = requestRows.parse(await control("GET", "requests"));
      return { all: rows.length, disturbed: rows.filter(({ status }) => status === 0 || status >= 500).length };
    },
    stop: async () => {
      stopping.abort();
      await disturbed;
      await stop();
    },
  };
}
