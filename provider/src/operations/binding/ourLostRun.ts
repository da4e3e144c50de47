import type { RunningTask } from "../../client/kps/taskRecord";
import { parseTaskStatus } from "../../tasks/taskStatus";
import type { StepContext } from "../step/stepContext";
import type { SeenServer } from "./evidence";
import { followTask, ownTask } from "./followTask";
import type { OtherEnd } from "./otherTask";
import type { Sent } from "./sent";
import { carriedOut, settledBy, type ChangedServer, type Settled } from "./settleSent";

/** A running task that an earlier run of this program must have started: followed like our own, believed only by its end. */
export async function settleOurLostRun(
  entry: RunningTask,
  seen: SeenServer,
  server: ChangedServer,
  context: StepContext,
): Promise<{ sent: Sent; settled: Settled; asOther: OtherEnd }> {
  const shownBefore = seen.known === true ? (seen.keyPairName ?? "") : undefined;
  const sent: Sent = {
    operation: "BIND",
    keyPairName: entry.keyPairName,
    fingerprint: undefined,
    online: true,
    serverName: entry.serverName,
    secrets: [],
    before: shownBefore === entry.keyPairName ? "" : shownBefore,
    sentAtServiceMs: entry.taskTime,
    endedAtMs: context.monotonicMs(),
    endedAtServiceMs: entry.taskTime,
    seenBefore: [],
    tried: [],
    taskId: undefined,
    requestId: undefined,
    resumed: true,
  };
  const end = await followTask(ownTask(server.serverId, sent, entry.taskId, context.monotonicMs()), context);
  const operation = "taskStatus" in end ? parseTaskStatus(end.taskStatus).operation : undefined;
  const asOther: OtherEnd = {
    taskId: entry.taskId,
    end: end.end === "success" || end.end === "failed" ? end.end : "unknown",
    operation,
    keyPairName: entry.keyPairName,
    endedAtMs: context.monotonicMs(),
    shownBefore,
  };
  if (end.end === "success" && (operation === undefined || operation === "BIND")) {
    return { sent, settled: await carriedOut(sent, end, server, context), asOther };
  }
  return { sent, settled: end.end === "unfinished" ? settledBy(end) : { is: "notDone" }, asOther };
}
