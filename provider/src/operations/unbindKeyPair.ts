import { report } from "../diagnostics/report";
import { awaitForeignTask } from "./awaitForeignTask";
import { failedEnd, followTask, type OwnTask } from "./followTask";
import { lookAndUnbind } from "./lookAndUnbind";
import { throughPostGate } from "./postGate";
import { readBackKeyPair } from "./readBack";
import { reportFinishedTask } from "./reportFinishedTask";
import { freshEnoughSince } from "./runningTask";
import { searchLostPost } from "./searchLostPost";
import { withServerLock } from "./serverLock";
import { settleAttempt } from "./settleAttempt";
import type { StepContext } from "./stepContext";
import type { UnbindRequest } from "./unbindRequest";
import { UnfinishedError } from "./unfinishedError";

/**
 * Lets a server go: waits for a pending task of ours, looks, and unbinds only what the policy allows. Resolves with true
 * when a task of ours unbound it, with false when nothing was to be sent: the server is unbound or gone, bound to
 * something that is not ours, or kept on purpose (said as a notice).
 * Throws RefusedError before any POST, and UnfinishedError for an unbind that failed or has not ended.
 */
export function unbindKeyPair(request: UnbindRequest, context: StepContext): Promise<boolean> {
  return withServerLock(context.cloud.key, request.serverId, () => unbindLocked(request, context));
}

async function unbindLocked(request: UnbindRequest, context: StepContext): Promise<boolean> {
  const record = await settleAttempt(request, context);
  let listAfterMs = freshEnoughSince(context);
  for (;;) {
    const round = await throughPostGate(context.cloud.key, () => lookAndUnbind(request, record, context, listAfterMs));
    if (round.kind === "done") {
      return false;
    }
    if (round.kind === "busy") {
      await awaitForeignTask(round.running, request, context);
      listAfterMs = context.monotonicMs();
      continue;
    }
    if (round.kind === "overtaken") {
      listAfterMs = context.monotonicMs();
      continue;
    }
    if (round.kind === "accepted") {
      return finish(request, round.task, context);
    }
    listAfterMs = context.monotonicMs();
    const trace = await searchLostPost(round.lost, context);
    if (trace.found === "running" && trace.task.taskId !== request.serverId) {
      return finish(request, { ...round.task, taskId: trace.task.taskId, inferred: true }, context);
    }
    if (trace.found === "failed") {
      const finishedAt = new Date(context.cloud.serviceNow()).toISOString();
      const task = { ...round.task, taskId: trace.task.taskId };
      const end = { taskStatus: trace.task.operateType, finishedAt, record: trace.task, match: "probable" } as const;
      const failed = failedEnd(task, end);
      await reportFinishedTask(task, failed, context);
      throw new UnfinishedError(failed.report);
    }
  }
}

async function finish(request: UnbindRequest, task: OwnTask, context: StepContext): Promise<true> {
  const end = await followTask(task, context, { giveUpWhenUnknown: task.inferred });
  if (end.end === "success") {
    const back = await readBackKeyPair(request.serverId, undefined, request.verify, context);
    if (!back.verified) {
      context.notice(`unbound, but not verified: ${back.why}`);
    }
    return true;
  }
  const text =
    end.end === "unknown"
      ? report(`UNBIND of server ${request.serverId}: the service does not know task ${task.taskId}`, [
          ["next", "try again: it looks at the server first and posts only if nothing was done"],
        ])
      : end.report;
  throw new UnfinishedError(text);
}
