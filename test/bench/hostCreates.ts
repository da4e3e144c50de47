import { hostRun } from "./hostRun";

/** Many creates at once in one provider process, without a quota. */
export interface HostRow {
  readonly concurrentCreates: number;
  readonly timeScale: number;
  readonly wallMs: number;
  readonly rssIdleMb: number;
  readonly rssPeakMb: number;
  readonly requests: number;
}

/** Starts n creates at the same moment. */
export async function hostCreates(n: number, timeScale: number): Promise<HostRow> {
  const { wallMs, rssIdleMb, rssPeakMb, requests } = await hostRun(
    { servers: n, timeScale, quotas: "none" },
    { concurrency: n, timeScale },
  );
  return { concurrentCreates: n, timeScale, wallMs, rssIdleMb, rssPeakMb, requests: requests.length };
}
