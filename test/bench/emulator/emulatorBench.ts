import { type SpeedRow } from "./speedRow";
import { speedRun } from "./speedRun";
import { startCost, type StartRow } from "./startCost";

/** What the emulator itself costs. */
export interface EmulatorResults {
  /** Servers, and as many tasks, in memory meanwhile. */
  readonly servers: number;
  readonly requests: readonly SpeedRow[];
  readonly start: StartRow;
}

const servers = 10_000;

/** @param say takes a line about what comes next */
export async function emulatorBench(say: (line: string) => void): Promise<EmulatorResults> {
  const requests = await speedRun(servers, say);
  say("starts");
  return { servers, requests, start: await startCost(servers) };
}
