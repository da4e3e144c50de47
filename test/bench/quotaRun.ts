import { meanOf } from "./distribution";
import { hostRun } from "./hostRun";

/** How bindings fared under an enforced quota. */
export interface QuotaRow {
  readonly concurrency: number;
  readonly n: number;
  /** Requests answered 429, in total and those sent later than one second after the first request. */
  readonly requests429: number;
  readonly requests429Later: number;
  readonly seconds: number;
  /** No client that proves each success with a request of its own can be faster. */
  readonly floorSeconds: number;
  /** Mean duration of the tasks. */
  readonly taskSeconds: number;
  /** By operation. */
  readonly requests: Readonly<Record<string, number>>;
}

/** The documented quota of the KPS task APIs for one user. */
const documentedPerMinute = 300;

/**
 * Creates n bindings through the provider process under the documented quota, at real time: quotas know no time scale.
 *
 * @param taskScale factor on the documented 30 s of a bind
 */
export async function quotaRun(n: number, concurrency: number, taskScale: number): Promise<QuotaRow> {
  const run = await hostRun({ servers: n, timeScale: taskScale, quotas: "documented" }, { concurrency, timeScale: 1 });
  const { wallMs, tasks } = run;
  const refused = run.requests.filter(({ status }) => status === 429);
  const firstAt = Math.min(...run.requests.map(({ at }) => at));
  const taskSeconds = meanOf(tasks.map(({ startedAt, endedAt }) => ((endedAt ?? NaN) - startedAt) / 1000));
  const perSecond = documentedPerMinute / 60;
  const requests: Record<string, number> = {};
  run.requests.forEach(({ operation }) => (requests[operation] = (requests[operation] ?? 0) + 1));
  return {
    concurrency,
    n,
    requests429: refused.length,
    requests429Later: refused.filter(({ at }) => at > firstAt + 1000).length,
    seconds: Math.round(wallMs / 100) / 10,
    floorSeconds: Math.round(10 * Math.max((2 * n) / perSecond, n / perSecond + taskSeconds)) / 10,
    taskSeconds: Math.round(10 * taskSeconds) / 10,
    requests,
  };
}
