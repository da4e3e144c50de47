import { aligned } from "./aligned";
import { emulatorTable } from "./emulator/emulatorTable";
import type { QuotaRow } from "./quotaRun";
import type { Results } from "./results";

/** The results as text for people. */
export function tableOf({ runs, timeScale, host, quota, quotaEightAtATime, emulator }: Results): string {
  const waiting = runs.map((row) => [
    String(row.n),
    row.strategy,
    String(row.statusRequests),
    (row.statusRequests / row.n).toFixed(2),
    seconds(row.meanLagMs),
    seconds(row.p99LagMs),
    String(row.clientCpuMs),
  ]);
  const quotas = [quota, quotaEightAtATime].map((row) => [
    String(row.n),
    String(row.concurrency),
    String(row.taskSeconds),
    String(row.requests429),
    String(row.requests429Later),
    String(row.seconds),
    String(row.floorSeconds),
    (row.seconds / row.floorSeconds).toFixed(2),
    requestsOf(row),
  ]);
  return [
    `Waiting for N tasks of 30 s +-30 %, time scale ${timeScale}, lags as they would be without it. How to read it: compare the`,
    "rows of one N; requests are exact, lag (task over -> wait over) and CPU are as noisy as the machine, so take their ratios.",
    "",
    ...aligned([
      ["N", "strategy", "status requests", "per task", "mean lag s", "p99 lag s", "client CPU ms"],
      ...waiting,
    ]),
    "",
    `${host.concurrentCreates} creates at once in one provider process, time scale ${host.timeScale}: ${seconds(host.wallMs)} s, ${host.requests} requests,`,
    `resident memory ${host.rssIdleMb} MB before and ${host.rssPeakMb} MB at most.`,
    "",
    "The same provider process under the documented quota of 300 requests a minute, in real time; the floor is what nobody can",
    "beat who proves each success by a request of its own.",
    "",
    ...aligned([
      ["binds", "at once", "task s", "429", "429 after 1 s", "seconds", "floor", "ratio", "requests"],
      ...quotas,
    ]),
    "",
    emulatorTable(emulator),
  ].join("\n");
}

function requestsOf({ requests }: QuotaRow): string {
  return Object.entries(requests)
    .map(([operation, times]) => `${operation} ${times}`)
    .join(", ");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
