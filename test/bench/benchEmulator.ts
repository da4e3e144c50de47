import { z } from "zod";
import type { Credentials } from "../emulator/src/index";
import { startEmulatorProcess } from "../support/emulatorProcess";

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

/** Starts an emulator. The durations of tasks are the same in every run. */
export async function startBenchEmulator(world: World): Promise<BenchEmulator> {
  const { credentials, control, stop } = await startEmulatorProcess([
    "--rng-seed",
    "1",
    "--time-scale",
    String(world.timeScale),
  ]);
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
    stop,
  };
}
