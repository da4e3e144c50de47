import { z } from "zod";
import type { Credentials } from "../emulator/src/index";
import { startEmulatorProcess } from "../support/emulatorProcess";

const requestRows = z.array(
  z.object({ operation: z.string(), method: z.string(), accepted: z.boolean(), serverId: z.string().optional() }),
);

/** One row of the emulator's request log, as far as the demo counts it. */
export type Request = z.infer<typeof requestRows>[number];

/** The emulator of the demo. */
export interface DemoEmulator {
  readonly credentials: Credentials;
  /** Replaces everything there is by these servers. */
  seed(servers: readonly { id: string; name: string; rootPassword: string }[]): Promise<void>;
  /** Every request so far. */
  requests(): Promise<Request[]>;
  stop(): Promise<void>;
}

/** Starts it, with tasks of a few seconds. */
export async function startDemoEmulator(timeScale: number): Promise<DemoEmulator> {
  const { credentials, control, stop } = await startEmulatorProcess(["--time-scale", String(timeScale)]);
  return {
    credentials,
    seed: async (servers) => {
      await control("POST", "reset", { seed: { servers } });
    },
    requests: async () => requestRows.parse(await control("GET", "requests")),
    stop,
  };
}
