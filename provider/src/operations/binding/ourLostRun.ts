import type { RunningTask } from "../../client/kps/taskRecord";
import { parseTaskStatus } from "../../tasks/taskStatus";
import type { StepContext } from "../step/stepContext";
import type { SeenServer } from "./evidence";
import { ownIdOf } from "./fits";
import { followTask, ownTask, tellFinished, type OwnTaskEnd } from "./followTask";
import type { OtherEnd } from "./otherTask";
import type { Sent } from "./sent";
import { carriedOut, settledBy, type ChangedServer, type Settled } from "./settled";
import { settleSent } from "./settleSent";

/**
 * A running task that an earlier run of this program must have started: followed like our own, and believed only by its
 * end. Where it has no id that can be followed, or the service forgets it, its traces tell.
 */
export async function settleOurLostRun(
  entry: RunningTask,
  seen: SeenServer,
  server: ChangedServer,
  others: OtherEnd[],
  context: StepContext,
): Promise<{ sent: Sent; settled: Settled; asOther: OtherEnd }> {
  const shownBefore = seen.known === true ? (seen.keyPairName ?? "") : undefined;
  const sent: Sent = {
    operation: "BIND",
    keyPairName: entry.keyPairName,
    fingerprint: undefined,
    online: true,
    serverName: entry.serverName || undefined,
    secrets: [],
    before: shownBefore === entry.keyPairName ? "" : shownBefore,
    sentAtServiceMs: entry.taskTime,
    endedAtMs: context.monotonicMs(),
    endedAtServiceMs: entry.taskTime,
    others: [],
    disablesPassword: undefined,
    tried: [],
    taskId: undefined,
    requestId: undefined,
    acknowledged: true,
    resumed: true,
  };
  const task = ownTask(server.serverId, sent, entry.taskId, context.monotonicMs());
  const end: OwnTaskEnd =
    ownIdOf(entry, server.serverId) === undefined ? { end: "unknown", seen: true } : await followTask(task, context);
  const operation = "taskStatus" in end ? parseTaskStatus(end.taskStatus).operation : undefined;
  if (end.end === "failed" || (end.end === "success" && isBind(operation))) {
    await tellFinished(task, end, context);
  }
  const settled = await settledOf(end, operation, sent, server, others, context);
  const succeeded = end.end === "success" || settled.is === "done";
  const asOther: OtherEnd = {
    taskId: entry.taskId,
    end: succeeded ? "success" : end.end === "failed" || settled.is === "failed" ? "failed" : "unknown",
    operation,
    keyPairName: entry.keyPairName,
    startedAtServiceMs: entry.taskTime,
    endedAtMs: context.monotonicMs(),
    shownBefore,
  };
  // A failure is that of the earlier run: what it left behind is seen by looking again.
  return { sent, settled: settled.is === "failed" ? { is: "notDone" } : settled, asOther };
}

async function settledOf(
  end: OwnTaskEnd,
  operation: string | undefined,
  sent: Sent,
  server: ChangedServer,
  others: OtherEnd[],
  context: StepContext,
): Promise<Settled> {
  switch (end.end) {
    case "success":
      return isBind(operation) ? carriedOut(sent, end, server, context) : { is: "notDone" };
    case "unknown":
      return settleSent(sent, server, others, context);
    case "failed":
    case "unfinished":
      return settledBy(end);
  }
}

/** Whether the last word of a task, as far as it names an operation, is that of a bind. */
function isBind(operation: string | undefined): boolean {
  return operation === undefined || operation === "BIND";
}
