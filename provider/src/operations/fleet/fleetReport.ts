import { report } from "../../diagnostics/report";
import type { FleetCounts } from "../../model/fleet/fleetResult";
import type { FleetEnd } from "./fleetEnd";
import { groupedServers, type Remark } from "./groupedServers";

/** Bytes of the whole text. */
const LIMIT = 4_000;
/** What headline, labels and indents take at most. */
const FRAME = 900;

/** What a run has left undone. */
export interface UndoneRun {
  /** What was attempted, such as `binding key pair "ops" to a fleet`. */
  readonly attempted: string;
  readonly ends: ReadonlyMap<string, FleetEnd>;
  readonly stopped: string | undefined;
  readonly next: string;
}

/** "400 servers: 385 bound, 12 failed, 3 not begun". */
export function countsText(counts: FleetCounts): string {
  const parts = [
    [counts.bound, "bound"],
    [counts.failed, "failed"],
    [counts.waiting, "waiting"],
    [counts.notBegun, "not begun"],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return `${counts.total} server${counts.total === 1 ? "" : "s"}: ${parts.join(", ")}`;
}

/** The one error of a fleet: how far it came, why servers failed, and what the next run does. 4 KB at most. */
export function fleetReport(run: UndoneRun, counts: string): string {
  const failed: Remark[] = [];
  const waiting: Remark[] = [];
  for (const [serverId, end] of run.ends) {
    if (end.end === "failed") {
      failed.push({ server: end.serverName ?? serverId, reason: end.failure.message, next: end.next });
    } else if (end.end === "waiting") {
      waiting.push({ server: end.serverName ?? serverId, reason: "a task of ours has not ended" });
    }
  }
  return report(`${run.attempted} is not finished; ${counts}`, [
    ["stopped", run.stopped ?? ""],
    ["failed", groupedServers(failed, LIMIT - FRAME).join("\n")],
    ["waiting", groupedServers(waiting, FRAME / 3).join("\n")],
    ["next", run.next],
  ]);
}
