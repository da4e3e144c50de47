import type { Cloud } from "../../client/cloud";
import type { GateInputs, GateOutputs } from "../../model/dmsTaskGate";
import type { GatePhase, GateRecord, GateTask } from "../../model/gateRecord";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import type { DmsTally } from "../../operations/dms/dmsTally";

/** So many tasks are kept in state. */
const TASKS_KEPT = 200;

/** What a gate has seen, as state keeps it. */
export function gateRecord(
  phase: GatePhase,
  seen: { readonly tasks: readonly DmsTaskEntry[]; readonly tally: DmsTally },
  nowMs: number,
): GateRecord {
  return {
    phase,
    tasks: keptTasks(seen.tasks, seen.tally).map(gateTask),
    counts: { ...seen.tally.counts },
    settledAt: phase === "waiting" ? undefined : new Date(nowMs).toISOString(),
  };
}

/** Outputs of a gate. */
export function gateOutputs(
  inputs: GateInputs,
  record: GateRecord,
  place: Pick<Cloud, "region" | "projectId">,
): PlainObject {
  const outputs: GateOutputs = { ...inputs, ...record, region: place.region, projectId: place.projectId };
  return withoutUndefined({ ...outputs });
}

/** All of them in the service's order; of too many those that matter, then the latest. */
function keptTasks(tasks: readonly DmsTaskEntry[], tally: DmsTally): readonly DmsTaskEntry[] {
  if (tasks.length <= TASKS_KEPT) {
    return tasks;
  }
  const first = new Set([...tally.unsettled, ...tally.failed]);
  const latest = tasks.filter((task) => !first.has(task)).sort((one, other) => createdMs(other) - createdMs(one));
  return [...first, ...latest].slice(0, TASKS_KEPT);
}

function gateTask({ id, name, status, userName, createdAt, updatedAt }: DmsTaskEntry): GateTask {
  return { id, name, status, userName, createdAt, updatedAt };
}

function createdMs({ createdAt }: DmsTaskEntry): number {
  return createdAt === undefined ? 0 : Date.parse(createdAt);
}
