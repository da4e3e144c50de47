import { z } from "zod";
import type { Credentials } from "../../emulator/src/index";
import { startEmulatorProcess } from "../../support/emulatorProcess";
import { newSshKey, type SshKey } from "../../support/sshKey";
import { rootPassword } from "../benchEmulator";

const requestRows = z.array(
  z.object({ at: z.number(), operation: z.string(), status: z.number(), accepted: z.boolean() }),
);
const state = z.object({ tasks: z.array(z.object({ startedAt: z.number(), endedAt: z.number().optional() })) });

export type FleetRequest = z.infer<typeof requestRows>[number];

/** The documented quotas of one user: KPS task APIs, and ECS. */
export const documented = { kps: 300, ecs: 600 } as const;

/** The key pairs of the bench: the first is bound, then the second. */
export const keyPairs = ["bench-1", "bench-2"] as const;

/** An emulator with so many running servers that have the root password of all benches. */
export interface FleetWorld {
  readonly credentials: Credentials;
  readonly serverIds: readonly string[];
  /** Of the first key pair. */
  readonly firstKey: SshKey;
  /** The requests since the last time, and the mean duration of the tasks since then in ms. */
  lap(): Promise<{ requests: FleetRequest[]; meanTaskMs: number }>;
  stop(): Promise<void>;
}

/**
 * Starts one. Time runs faster by `timeScale`: tasks are shorter by it, and the quotas are higher by it, so that all
 * ratios are those of real time.
 */
export async function fleetWorld(servers: number, timeScale: number): Promise<FleetWorld> {
  const args = ["--rng-seed", "1", "--time-scale", String(timeScale)];
  const { credentials, control, stop } = await startEmulatorProcess(args);
  const keys = keyPairs.map(() => newSshKey());
  const serverIds = Array.from(
    { length: servers },
    (_, n) => `00000000-0000-4000-8000-${String(n + 1).padStart(12, "0")}`,
  );
  await control("POST", "reset", {
    seed: {
      servers: serverIds.map((id, n) => ({ id, name: `web-${n + 1}`, status: "ACTIVE", rootPassword })),
      keyPairs: keyPairs.map((name, n) => ({ name, publicKey: keys[n]?.publicKey })),
    },
  });
  await control("PUT", "settings", {
    requestsPerMinute: documented.kps / timeScale,
    ecsRequestsPerMinute: documented.ecs / timeScale,
  });
  let requestsBefore = 0;
  let tasksBefore = 0;
  return {
    credentials,
    serverIds,
    firstKey: keys[0] ?? newSshKey(),
    lap: async () => {
      const all = requestRows.parse(await control("GET", "requests"));
      const { tasks } = state.parse(await control("GET", "state"));
      const requests = all.slice(requestsBefore);
      const durations = tasks.slice(tasksBefore).map(({ startedAt, endedAt }) => (endedAt ?? NaN) - startedAt);
      requestsBefore = all.length;
      tasksBefore = tasks.length;
      return { requests, meanTaskMs: durations.reduce((sum, ms) => sum + ms, 0) / durations.length };
    },
    stop,
  };
}
