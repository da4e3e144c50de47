import { dmsTaskFailureReport } from "../../diagnostics/dmsTaskFailure";
import { report } from "../../diagnostics/report";
import { gateInputsSchema, gateStateSchema, type GateInputs } from "../../model/dmsTaskGate";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { timeoutMs } from "../../model/timeouts";
import { entriesWithoutId, standing, waitForDmsTasks, type DmsWaitEnd } from "../../operations/dms/waitForDmsTasks";
import { ownInputs } from "../checkInputs";
import { presentStep, stepOfState } from "../connection";
import type { Call } from "../shown";
import { PartialCreation } from "../partialCreation";
import { needsLook } from "./diffGate";
import { gateOutputs, gateRecord } from "./gateRecord";
import { gateQuery } from "./gateQuery";

/**
 * Waits until the tasks have settled and returns the outputs; `olds` is the state of a gate that exists. Throws
 * PartialCreation when the deadline comes first (the next update goes on waiting) and when tasks have failed that matter.
 */
export async function passGate(
  step: "create" | "update",
  olds: PlainObject | undefined,
  news: PlainObject,
  call: Call,
): Promise<PlainObject> {
  const inputs = gateInputsSchema.parse(ownInputs(news));
  if (olds !== undefined && !needsLook(olds, news)) {
    // Only the timeouts can differ.
    return withoutUndefined({ ...ownInputs(olds), timeouts: inputs.timeouts });
  }
  const what = `waiting for the background tasks of DMS instance ${inputs.instanceId}`;
  const deadline = timeoutMs(inputs.timeouts, step);
  const context =
    olds === undefined
      ? await presentStep(call, deadline)
      : await stepOfState(call, deadline, gateStateSchema.parse(olds), what);
  const seen = await waitForDmsTasks(gateQuery(inputs), context);
  const phase = phaseOf(inputs, seen);
  const outputs = gateOutputs(inputs, gateRecord(phase, seen, context.cloud.serviceNow()), context.cloud);
  if (phase === "settled") {
    call.row.close(closingLine(seen));
    return outputs;
  }
  const reason =
    phase === "failed"
      ? dmsTaskFailureReport(inputs.instanceId, seen.tally.failed, seen.tally.counts.total)
      : unsettledReport(inputs, seen, deadline);
  throw new PartialCreation(inputs.instanceId, outputs, reason);
}

function phaseOf(inputs: GateInputs, seen: DmsWaitEnd): "waiting" | "settled" | "failed" {
  if (seen.end === "waiting") {
    return "waiting";
  }
  return seen.tally.failed.length > 0 && (inputs.onFailed ?? "fail") === "fail" ? "failed" : "settled";
}

function unsettledReport({ instanceId }: GateInputs, { tally }: DmsWaitEnd, deadline: number): string {
  return report(
    `the background tasks of DMS instance ${instanceId} have not settled within ${Math.round(deadline / 1000)} s`,
    [
      ["standing", standing(tally)],
      ...tally.unsettled
        .slice(0, 5)
        .map(
          (task) =>
            [
              "task",
              `${task.name || "without a name"} (${task.id}), ${task.status || "no status"}, created ${task.createdAt ?? "at an unknown time"}`,
            ] as const,
        ),
      ["problem", listProblem(tally)],
      ["next", "run `pulumi up` again: it goes on waiting; give it longer with customTimeouts"],
    ],
  );
}

function listProblem({ unreadable, complete, missing, uncounted }: DmsWaitEnd["tally"]): string {
  if (!complete) {
    return "the list shows fewer tasks than it counts, or its pages do not join: what it does not show may still run";
  }
  if (unreadable > 0) {
    return `the list has ${entriesWithoutId(unreadable)}, so that nobody can tell whether that has ended; if it is old, move since past it`;
  }
  return missing === 0 || uncounted === 0
    ? ""
    : `nobody can tell whether ${uncounted} of these tasks are among those expected: their name or time cannot be read`;
}

function closingLine({ tally: { counts, failed } }: DmsWaitEnd): string {
  const bad = failed.length === 0 ? "" : `, ${failed.length} of them failed or cancelled`;
  return `${counts.settled} of ${counts.total} settled${bad}`;
}
