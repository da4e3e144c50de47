import { report } from "../../diagnostics/report";
import type { BindingRecord } from "../../model/bindingRecord";
import { attempted, confirmed, failed } from "./bindingRecord";
import type { BindEnd, BindRequest } from "./bindRequest";
import { changeServer, type ChangeEnd } from "./changeServer";
import type { OwnTask, OwnTaskEnd } from "./followTask";
import { lookAndBind, type BindPosted, type Bound } from "./lookAndBind";
import { readBackKeyPair } from "./readBack";
import { resumeBind } from "./resumeBind";
import type { StepContext } from "../step/stepContext";

/**
 * Makes a server have a key pair: resumes a task of ours that still waits, then looks, decides, posts at most once per
 * intended change, waits for the task and reads back. Finished when it resolves.
 * Throws RefusedError, ServiceError or TransportError when nothing was posted; once something was, it resolves.
 */
export function bindKeyPair(request: BindRequest, context: StepContext): Promise<BindEnd> {
  return context.serverLocks.run(request.serverId, () => bindLocked(request, context));
}

async function bindLocked(request: BindRequest, context: StepContext): Promise<BindEnd> {
  const resumed = await resumeBind(request, context);
  if ("end" in resumed) {
    return resumed;
  }
  const { record } = resumed;
  const change = await changeServer(request, (start) => lookAndBind(request, record, start, context), context);
  return change.by === "look"
    ? settle(record, change.done, change.lost, context)
    : finish(request, record, change, context);
}

/** The server has the key pair without a task that we could follow to its end. */
function settle(record: BindingRecord, bound: Bound, lost: BindPosted | undefined, context: StepContext): BindEnd {
  if (lost === undefined) {
    return { end: "bound", record: confirmed(record, bound.key, { byOurTask: false, verified: bound.ecsKnown }) };
  }
  context.notice("the answer to the request was lost; the server has been found bound as asked for");
  const before = { ...record, operation: lost.operation, taskId: undefined, tookOver: tookOver(record, lost) };
  return {
    end: "bound",
    record: confirmed(before, bound.key, {
      byOurTask: true,
      verified: bound.ecsKnown,
      finishedAt: new Date(context.cloud.serviceNow()).toISOString(),
    }),
  };
}

/** A task of ours has come to its end, or to the end of our patience. */
async function finish(
  request: BindRequest,
  known: BindingRecord,
  { sent, task, end }: Extract<ChangeEnd<BindPosted, Bound>, { by: "task" }>,
  context: StepContext,
): Promise<BindEnd> {
  const record = attempted(
    known,
    { keyPairName: task.keyPairName, operation: task.operation, taskId: task.taskId },
    { startedAt: task.startedAt, tookOver: tookOver(known, sent) },
  );
  if (end.end !== "success") {
    return unsettled(record, end, task);
  }
  const back = await readBackKeyPair(request.serverId, request.keyPairName, request.verify, context);
  if (!back.verified) {
    context.notice(`bound, but not verified: ${back.why}`);
  }
  const base = { ...record, previousKeyPairName: sent.before ?? record.previousKeyPairName };
  return { end: "bound", record: confirmed(base, sent.key, { ...end, byOurTask: true, verified: back.verified }) };
}

/** The end of a bind whose task failed or has not ended. */
function unsettled(record: BindingRecord, end: Exclude<OwnTaskEnd, { end: "success" }>, task: OwnTask): BindEnd {
  if (end.end === "failed") {
    return { end: "failed", record: failed(record, end), report: end.report };
  }
  const text =
    end.end === "unfinished"
      ? end.report
      : report(`${task.operation} on server ${task.serverId}: the service does not know task ${task.taskId}`, [
          ["next", "run `pulumi up` again: it looks at the server first and posts only if nothing was done"],
        ]);
  const taskStatus = end.end === "unfinished" ? end.lastStatus : undefined;
  return { end: "waiting", record: { ...record, taskStatus }, report: text };
}

/** Whether a key pair that is not ours is on the server when our task replaces it. */
function tookOver(record: BindingRecord, posted: BindPosted): boolean {
  if (posted.operation === "BIND") {
    return false;
  }
  // Without ECS it is the private key our own record led to that was replaced, if there is a record.
  const before = posted.ecsKnown ? posted.before : record.boundKeyPairName;
  return before === undefined || before !== record.boundKeyPairName
    ? true
    : (record.tookOver ?? false) || (record.adopted ?? false);
}
