import { LABEL_WIDTH, LONGEST_REPORT, report, type Fact } from "../../diagnostics/report";
import type { FleetCounts } from "../../model/fleet/fleetResult";
import type { FleetEnd } from "./fleetEnd";
import { groupedServers, type Remark } from "./groupedServers";

/** Bytes for servers whose task has not ended. */
const WAITING_LIMIT = 600;

const TASK_RUNS = "a task of ours has not ended";
const TASK_UNKNOWN = "it is not known yet whether a change of ours is carried out";

/** What a run has left undone. */
export interface UndoneRun {
  /** What was attempted, such as `binding key pair "ops" to a fleet`. */
  readonly attempted: string;
  readonly ends: ReadonlyMap<string, FleetEnd>;
  readonly stopped: string | undefined;
  readonly next: string;
  /** State keeps the reasons in `results`. */
  readonly inResults: boolean;
}

/** "400 servers: 385 bound, 12 failed, 3 not begun"; "0 servers" where there are none. */
export function countsText(counts: FleetCounts): string {
  const parts = [
    [counts.bound, "bound"],
    [counts.failed, "failed"],
    [counts.waiting, "waiting"],
    [counts.notBegun, "not begun"],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  const servers = `${counts.total} server${counts.total === 1 ? "" : "s"}`;
  return parts.length === 0 ? servers : `${servers}: ${parts.join(", ")}`;
}

/** The one error of a fleet: how far it came, why servers failed, and what the next run does. 4 KB at most. */
export function fleetReport(run: UndoneRun, counts: string): string {
  const failed: Remark[] = [];
  const waiting: Remark[] = [];
  for (const [serverId, end] of run.ends) {
    if (end.end === "failed") {
      failed.push({ server: end.serverName ?? serverId, reason: end.failure.message, next: end.next });
    } else if (end.end === "waiting") {
      const isKnown = end.record.attempt?.taskId !== undefined;
      waiting.push({ server: end.serverName ?? serverId, reason: isKnown ? TASK_RUNS : TASK_UNKNOWN });
    }
  }
  const { inResults } = run;
  const linesOf = (remarks: readonly Remark[], limit: number): string =>
    groupedServers(remarks, { limit, indent: LABEL_WIDTH, inResults }).join("\n");
  const headline = `${run.attempted} is not finished; ${counts}`;
  const factsWith = (failures: string): Fact[] => [
    ["stopped", run.stopped ?? ""],
    ["failed", failures],
    ["waiting", linesOf(waiting, WAITING_LIMIT)],
    ["next", run.next],
  ];
  // A longer list would be cut anywhere, and with it the count of what found no room.
  const room = LONGEST_REPORT - Buffer.byteLength(report(headline, factsWith("")));
  return report(headline, factsWith(linesOf(failed, room)));
}
