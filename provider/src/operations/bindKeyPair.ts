import type { FailedTask } from "../client/kps/taskRecord";
import { report } from "../diagnostics/report";
import type { BindingRecord } from "../model/bindingRecord";
import { awaitForeignTask } from "./awaitForeignTask";
import { attempted, confirmed, failed } from "./bindingRecord";
import type { BindEnd, BindRequest } from "./bindRequest";
import { failedEnd, followTask, type OwnTask, type OwnTaskEnd } from "./followTask";
import { lookAndPost, type Posted } from "./lookAndPost";
import { throughPostGate } from "./postGate";
import { readBackKeyPair } from "./readBack";
import { reportFinishedTask } from "./reportFinishedTask";
import { resumeBind } from "./resumeBind";
import { freshEnoughSince } from "./runningTask";
import { searchLostPost } from "./searchLostPost";
import { withServerLock } from "./serverLock";
import type { StepContext } from "./stepContext";

/**
 * Makes a server have a key pair: resumes a task of ours that still waits, then looks, decides, posts at most once per
 * intended change, waits for the task and reads back. Finished when it resolves.
 * Throws RefusedError, ServiceError or TransportError when nothing was posted; once something was, it resolves.
 */
export function bindKeyPair(request: BindRequest, context: StepContext): Promise<BindEnd> {
  return withServerLock(context.cloud.key, request.serverId, () => bindLocked(request, context));
}

/** A task of ours, as far as the service named it. */
type Accepted = Pick<OwnTask, "taskId" | "inferred" | "requestId">;

async function bindLocked(request: BindRequest, context: StepContext): Promise<BindEnd> {
  const resumed = await resumeBind(request, context);
  if ("end" in resumed) {
    return resumed;
  }
  const { record } = resumed;
  let lost: Posted | undefined;
  let listAfterMs = freshEnoughSince(context);
  for (;;) {
    const round = await throughPostGate(context.cloud.key, () => lookAndPost(request, record, context, listAfterMs));
    if (round.kind === "bound") {
      return settle(record, round, lost, context);
    }
    if (round.kind === "busy") {
      const ended = await awaitForeignTask(round.running, request, context);
      listAfterMs = context.monotonicMs();
      if (!round.ecsKnown && ended.succeeded && ended.keyPairName === request.keyPairName) {
        const key = { keyPairName: request.keyPairName, fingerprint: request.keyPairFingerprint, publicKey: undefined };
        return settle(record, { key, ecsKnown: false }, lost, context);
      }
      continue;
    }
    if (round.kind === "overtaken") {
      listAfterMs = context.monotonicMs();
      continue;
    }
    if (round.kind === "accepted") {
      const { taskId, requestId } = round;
      return finish(request, record, round.posted, { taskId, requestId, inferred: false }, context);
    }
    lost = round.posted;
    listAfterMs = context.monotonicMs();
    const trace = await searchLostPost(
      {
        serverId: request.serverId,
        keyPairName: request.keyPairName,
        postedAtServiceMs: round.posted.postedAtServiceMs,
        expected: request.keyPairName,
        ecsCanTell: round.posted.ecsKnown && round.posted.before !== request.keyPairName,
        verify: request.verify,
      },
      context,
    );
    if (trace.found === "running" && trace.task.taskId !== request.serverId) {
      return finish(request, record, round.posted, { taskId: trace.task.taskId, inferred: true }, context);
    }
    if (trace.found === "failed") {
      return failedUnseen(request, record, round.posted, trace.task, context);
    }
  }
}

/** The server has the key pair without a task that we could follow to its end. */
function settle(
  record: BindingRecord,
  bound: { key: Posted["key"]; ecsKnown: boolean },
  lost: Posted | undefined,
  context: StepContext,
): BindEnd {
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

/** The answer to our POST was lost, and the only new record of this server and key pair says that it failed. */
async function failedUnseen(
  request: BindRequest,
  known: BindingRecord,
  posted: Posted,
  record: FailedTask,
  context: StepContext,
): Promise<BindEnd> {
  const task = ownTask(request, posted, { taskId: record.taskId, inferred: true }, context);
  const finishedAt = new Date(context.cloud.serviceNow()).toISOString();
  const end = failedEnd(task, { taskStatus: record.operateType, finishedAt, record, match: "probable" });
  await reportFinishedTask(task, end, context);
  return unsettled(recordAttempt(known, task, posted), end, task);
}

function ownTask(request: BindRequest, posted: Posted, accepted: Accepted, context: StepContext): OwnTask {
  return {
    ...accepted,
    operation: posted.operation,
    serverId: request.serverId,
    serverName: posted.serverName,
    keyPairName: request.keyPairName,
    online: posted.online,
    secrets: posted.secrets,
    submittedAtMs: context.monotonicMs(),
    postedAtServiceMs: posted.postedAtServiceMs,
    startedAt: new Date(posted.postedAtServiceMs).toISOString(),
  };
}

function recordAttempt(known: BindingRecord, task: OwnTask, posted: Posted): BindingRecord {
  return attempted(
    known,
    { keyPairName: task.keyPairName, operation: task.operation, taskId: task.taskId },
    { startedAt: task.startedAt, tookOver: tookOver(known, posted) },
  );
}

async function finish(
  request: BindRequest,
  known: BindingRecord,
  posted: Posted,
  accepted: Accepted,
  context: StepContext,
): Promise<BindEnd> {
  const task = ownTask(request, posted, accepted, context);
  const record = recordAttempt(known, task, posted);
  const end = await followTask(task, context, { giveUpWhenUnknown: accepted.inferred });
  if (end.end === "success") {
    const back = await readBackKeyPair(request.serverId, request.keyPairName, request.verify, context);
    if (!back.verified) {
      context.notice(`bound, but not verified: ${back.why}`);
    }
    const base = { ...record, previousKeyPairName: posted.before ?? record.previousKeyPairName };
    return { end: "bound", record: confirmed(base, posted.key, { ...end, byOurTask: true, verified: back.verified }) };
  }
  return unsettled(record, end, task);
}

/** The end of a bind whose task failed or has not ended. */
export function unsettled(record: BindingRecord, end: Exclude<OwnTaskEnd, { end: "success" }>, task: OwnTask): BindEnd {
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
function tookOver(record: BindingRecord, posted: Posted): boolean {
  if (posted.operation === "BIND") {
    return false;
  }
  // Without ECS it is the private key our own record led to that was replaced, if there is a record.
  const before = posted.ecsKnown ? posted.before : record.boundKeyPairName;
  return before === undefined || before !== record.boundKeyPairName
    ? true
    : (record.tookOver ?? false) || (record.adopted ?? false);
}
