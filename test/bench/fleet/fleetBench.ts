import { aligned } from "../aligned";
import { waitingRun, type WaitingRow } from "../waitingRun";
import { bareRun, type BareRow } from "./bareRun";
import { fleetRun, type Driver, type FleetRow } from "./fleetRun";

/** Of a run that is to take minutes. At real pace less of what is done with lies in memory at a time. */
const usualTimeScale = 0.1;
const fleet: Driver = { by: "fleet" };
const onPlugin: Driver = { by: "fleet on the plugin" };
/** As `pulumi up --parallel 100`, and as the engine does by default on two cores. */
const bindings: readonly Driver[] = [
  { by: "bindings", parallel: 100 },
  { by: "bindings", parallel: 8 },
];

/** Of the waiting that the fleet is compared with: at that of the fleet nobody could send so many requests. */
const waitingTimeScale = 0.5;

export interface FleetBench {
  readonly timeScale: number;
  readonly rows: FleetRow[];
  /** Only waiting for 1,000 tasks, each asked for every 2 s, without a quota: the price of the usual way. */
  readonly everyTwoSeconds: WaitingRow;
  /** The requests of the bind of the largest fleet, sent at its pace by node-fetch alone. */
  readonly bare: BareRow;
}

/** Who changes how many servers, tenfold fast. With eight bindings at a time 1,000 take an hour of real time. */
const usual: readonly (readonly [number, readonly Driver[]])[] = [
  [100, [fleet, ...bindings]],
  [1_000, [fleet, onPlugin, ...bindings.slice(0, 1)]],
];
const atRealPace: typeof usual = [[1_000, [fleet, onPlugin]]];

/**
 * A fleet beside bindings, under the documented quota: 100 servers by all of them, 1,000 by a fleet and by bindings of
 * which 100 go at a time. At real pace only 1,000 by a fleet, on both fronts, for more than half an hour.
 */
export async function fleetBench(say: (line: string) => void, isRealPace: boolean): Promise<FleetBench> {
  const rows: FleetRow[] = [];
  const timeScale = isRealPace ? 1 : usualTimeScale;
  for (const [n, drivers] of isRealPace ? atRealPace : usual) {
    for (const driver of drivers) {
      say(`${n} servers by ${driver.by}${driver.by === "bindings" ? `, ${driver.parallel} at a time` : ""}`);
      rows.push(...(await fleetRun(n, driver, timeScale)));
    }
  }
  say("1,000 tasks, each asked for every 2 s");
  const everyTwoSeconds = await waitingRun("each-2s", 1_000, waitingTimeScale);
  const largest = rows.find(({ n, driver, change }) => n === 1_000 && driver === fleet.by && change === "bind");
  if (largest === undefined) {
    throw new Error("no fleet of 1,000 was measured");
  }
  say("its requests by node-fetch alone");
  return { timeScale, rows, everyTwoSeconds, bare: await bareRun(largest, timeScale) };
}

/** The results as text for people. */
export function fleetTable({ timeScale, rows, everyTwoSeconds, bare }: FleetBench): string {
  return [
    `Binding and rotating under the documented quota of 300 requests a minute, time scale ${timeScale}; seconds are those of real`,
    "time. The floor is what nobody can beat who proves each success by a request of its own: compare ratios.",
    "",
    ...aligned([
      [
        "servers",
        "by",
        "change",
        "s",
        "floor s",
        "ratio",
        "429",
        "later",
        "KPS/server",
        "ECS/server",
        "host CPU ms",
        "host MB",
        "state B/server",
      ],
      ...rows.map((row) => [
        String(row.n),
        row.driver,
        row.change,
        row.seconds.toFixed(0),
        row.floorSeconds.toFixed(0),
        (row.seconds / row.floorSeconds).toFixed(2),
        String(row.requests429),
        String(row.requests429Later),
        row.kpsRequestsPerServer.toFixed(2),
        row.ecsRequestsPerServer.toFixed(2),
        String(row.hostCpuMs),
        String(row.hostMb),
        String(row.stateBytesPerServer),
      ]),
    ]),
    "",
    `Only waiting for ${everyTwoSeconds.n} tasks, each asked for every 2 s: ${everyTwoSeconds.statusRequests} requests, ${everyTwoSeconds.clientCpuMs} ms of CPU.`,
    `The ${bare.requests} requests of binding 1,000 by a fleet, at its pace, by node-fetch alone: ${bare.cpuMs} ms of CPU.`,
    "",
  ].join("\n");
}
