import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import { isUnauthenticated } from "../../tasks/pollTrouble";
import { parseTaskStatus } from "../../tasks/taskStatus";
import { pause } from "../step/pause";
import { isRefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { lookAtFailed, lookForRunning, seeServer, type Listed, type SeenServer } from "./evidence";
import { fitOfFailed, fitOfRunning, noteOther, unseenFailures, wordless } from "./fits";
import { failedEnd, followTask, ownTask, tellFinished, type OwnTaskEnd } from "./followTask";
import { judgeRunning, judgeSent, type Traces, type Verdict } from "./judgeSent";
import { awaitOther, hasBound, isUnread, type OtherEnd } from "./otherTask";
import { readBackKeyPair } from "./readBack";
import { expectedName, type Sent } from "./sent";
import { carriedOut, done, settledBy, type ChangedServer, type Settled } from "./settled";
import { lostTaskReport, unfinishedSearchReport, unknowableReport } from "./sentReports";

/** How often the traces of a change are looked for, in ms. */
const PACE_MS = 2_000;

/** A task may have come and gone before a first look that is later than this, in ms. */
const UNSEEN_MS = 5_000;

/**
 * Follows a change that was sent to its end: its task by the id in the answer; without an answer, or once the service no
 * longer knows the task, by the traces it leaves. Never throws. Tasks of others that are seen are added to `others`.
 */
export async function settleSent(
  sent: Sent,
  server: ChangedServer,
  others: OtherEnd[],
  context: StepContext,
): Promise<Settled> {
  if (sent.taskId === undefined) {
    return search(sent, { forgottenAtMs: undefined, isDenied: false }, server, others, context);
  }
  const task = ownTask(server.serverId, sent, undefined, context.monotonicMs());
  const end = await followTask(task, context);
  await tellFinished(task, end, context);
  if (end.end === "unknown") {
    const isDenied = end.denied === true;
    if (isDenied) {
      context.notice(TASKS_DENIED);
    }
    // An id that the service has never known may be anybody's: then the task has to be found as if there had been none.
    const nameless = !end.seen && !sent.resumed && !isDenied;
    const wanted = nameless ? { ...sent, taskId: undefined, acknowledged: true } : sent;
    return search(wanted, { forgottenAtMs: context.monotonicMs(), isDenied }, server, others, context);
  }
  return end.end === "success" ? carriedOut(sent, end, server, context) : settledBy(end);
}

const TASKS_DENIED =
  "the credentials may not read tasks (403; needs kps::getTask): the lists and ECS have to tell how it ends";

/** Looks for what a change without a task to follow has left behind, until it is known or known to be unknowable. */
async function search(
  sent: Sent,
  { forgottenAtMs, isDenied }: { forgottenAtMs: number | undefined; isDenied: boolean },
  server: ChangedServer,
  others: OtherEnd[],
  context: StepContext,
): Promise<Settled> {
  let mayFollow = !isDenied;
  const dismissed = new Set<string>();
  const knownOthers = others.length;
  let traces: Traces = {};
  // An earlier run may have seen it run until its own end: ECS has its minute from now on.
  let busyUntilMs = sent.resumed ? context.monotonicMs() : undefined;
  // A task was seen that may have been ours: whatever became of it, the change was not simply refused.
  let mayHaveRun = forgottenAtMs !== undefined || (sent.acknowledged && !sent.resumed);
  // What an earlier run has sent may be sent again by this one.
  let looked = sent.resumed;
  // A list that was read for others since the change was sent may have shown a task that is over by now.
  let listAfterMs = forgottenAtMs ?? firstByteMs(sent);
  // What the last round failed with: at the deadline it says more than that the time is up.
  let trouble: unknown;
  for (;;) {
    showSearch(sent, forgottenAtMs, context);
    try {
      const nowMs = context.monotonicMs();
      const query = { sent, serverId: server.serverId, dismissed, timeScale: context.timeScale };
      const running = await lookForRunning(server.serverId, listAfterMs, context);
      listAfterMs = running.readable ? running.sentAtMs + 1 : nowMs;
      // Noted before the next answer, which may be none: no later list need show it again.
      const runs = judgeRunning(running, query);
      mayHaveRun ||= runs?.is === "runs";
      mayHaveRun ||=
        runs?.is === "otherRuns" && (runs.entry === undefined || fitOfRunning(wordless(runs.entry), query) !== "no");
      if (!running.readable || running.sentAtMs >= sent.endedAtMs) {
        looked ||= notLate(sent, running, context);
        mayHaveRun ||= !looked;
      }
      const failed = unseenFailures(await lookAtFailed(server.serverId, nowMs, context), query);
      // What failed under the name of before, or under another word, may have been ours: too little to tell as ours.
      mayHaveRun ||= failed.readable && failed.entries.some((entry) => fitOfFailed(wordless(entry), query) !== "no");
      const seen = await seeServer({ ...server, existed: true }, context);
      const verdict = judgeSent({
        ...query,
        running,
        failed,
        server: seen,
        traces,
        forgottenAtMs,
        busyUntilMs,
        // Without an id of our own what fits is taken for ours, and what does not says less than ECS.
        boundByOther:
          forgottenAtMs !== undefined && others.some((other) => hasBound(other, expectedName(sent), sent.endedAtMs)),
      });
      if (verdict.is === "runs" || verdict.is === "otherRuns") {
        // What lists and ECS showed before it ends says nothing of the time after, but that the change had been there.
        traces = { wasShown: traces.wasShown };
        busyUntilMs = context.monotonicMs();
      }
      if (verdict.is === "open") {
        traces = verdict.traces;
      } else if (verdict.is === "otherRuns") {
        noteOther(verdict.entry, query);
        others.push(await awaitOther(server.serverId, verdict.entry, seen, context));
        busyUntilMs = listAfterMs = context.monotonicMs();
        continue;
      } else if (verdict.is !== "runs") {
        const listed = running.readable && failed.readable;
        if (verdict.is === "done") {
          // An entry that could not be read, or whose end nobody told, was this change: ECS shows it.
          const isOurs = (other: OtherEnd): boolean =>
            isUnread(other) || (other.end === "unknown" && dismissed.has(other.taskId ?? ""));
          others.push(...others.splice(knownOthers).filter((other) => !isOurs(other)));
        }
        return await settledAs(verdict, sent, { forgottenAtMs, mayHaveRun, listed }, server, context);
      } else if (mayFollow && verdict.entry.taskId !== server.serverId) {
        const settled = await followFound(verdict, sent, seen, server, others, context);
        if (settled === "other") {
          dismissed.add(verdict.entry.taskId);
          busyUntilMs = listAfterMs = context.monotonicMs();
          continue;
        }
        if (settled !== "denied") {
          return settled;
        }
        mayFollow = false;
        context.notice(TASKS_DENIED);
      }
      trouble = undefined;
    } catch (error) {
      trouble = isRefusedError(error) ? (trouble ?? error) : error;
      // A credential that is refused is not sent again: no later round could show more.
      if (isOver(context) || isUnauthenticated(error)) {
        return unfinishedSearch(sent, server, trouble);
      }
    }
    try {
      await pause(PACE_MS * context.timeScale, `${sent.operation} ${server.serverId}`, context);
    } catch (error) {
      return unfinishedSearch(sent, server, trouble ?? error);
    }
  }
}

/**
 * Whether this list was sent so soon after the change that a task of it would have been seen: it may have come and gone
 * while its answer was waited for.
 */
function notLate(sent: Sent, running: Listed<RunningTask>, { timeScale }: StepContext): boolean {
  return running.readable && running.sentAtMs <= firstByteMs(sent) + UNSEEN_MS * timeScale;
}

/** When the first byte of a change went out (monotonic ms). */
function firstByteMs({ endedAtMs, endedAtServiceMs, sentAtServiceMs }: Sent): number {
  return endedAtMs - (endedAtServiceMs - sentAtServiceMs);
}

/** A task that fits is followed; "other" when its end says that it was not ours, or says nothing. */
async function followFound(
  { entry, fit }: Extract<Verdict, { is: "runs" }>,
  sent: Sent,
  seen: SeenServer,
  server: ChangedServer,
  others: OtherEnd[],
  context: StepContext,
): Promise<Settled | "other" | "denied"> {
  const inferredId = entry.taskId === sent.taskId ? undefined : entry.taskId;
  const task = ownTask(server.serverId, sent, inferredId, context.monotonicMs());
  const end = await followTask(task, context);
  const back =
    end.end === "success"
      ? await readBackKeyPair(server.serverId, expectedName(sent) || undefined, server.verify, context)
      : undefined;
  const agrees = back !== undefined && (back.verified || !back.disagrees);
  if (!task.inferred || agrees || (end.end === "failed" && fit === "strong")) {
    await tellFinished(task, end, context);
  }
  if (end.end === "success" && agrees) {
    const beganAtServiceMs = entry.taskTime > 0 ? entry.taskTime : undefined;
    return { ...done(end, back.verified ? "" : `not verified: ${back.why}`), beganAtServiceMs };
  }
  if (end.end === "success" && isOver(context)) {
    return unfinishedSearch(sent, server, undefined);
  }
  if (end.end === "unknown" && end.denied === true) {
    return "denied";
  }
  if (end.end === "unfinished" || (end.end === "failed" && fit === "strong")) {
    return settledBy(end);
  }
  others.push({
    taskId: entry.taskId,
    end: end.end,
    operation: end.end === "unknown" ? undefined : parseTaskStatus(end.taskStatus).operation,
    keyPairName: entry.keyPairName,
    startedAtServiceMs: entry.taskTime,
    endedAtMs: context.monotonicMs(),
    shownBefore: seen.known === true ? (seen.keyPairName ?? "") : undefined,
  });
  return "other";
}

async function settledAs(
  verdict: Exclude<Verdict, { is: "open" | "runs" | "otherRuns" }>,
  sent: Sent,
  { forgottenAtMs, mayHaveRun, listed }: { forgottenAtMs: number | undefined; mayHaveRun: boolean; listed: boolean },
  server: ChangedServer,
  context: StepContext,
): Promise<Settled> {
  const finishedAt = new Date(context.cloud.serviceNow()).toISOString();
  switch (verdict.is) {
    case "failed":
      return settledBy(await failedUnfollowed(sent, verdict.entry, verdict.exact, server, finishedAt, context));
    case "done": {
      const lost = forgottenAtMs === undefined ? "the answer to the request was lost" : "the service forgot the task";
      const notice = `${lost}; ECS shows that the change was carried out`;
      // ECS may be ahead of a task that only a list would show.
      const verified = forgottenAtMs === undefined && listed;
      return { is: "done", byTask: false, taskStatus: undefined, finishedAt, verified, notice };
    }
    case "notDone":
      return !mayHaveRun
        ? { is: "notDone" }
        : {
            is: "failed",
            taskStatus: undefined,
            finishedAt,
            failure: undefined,
            report: lostTaskReport(sent, server.serverId),
          };
    case "unknowable":
      return {
        is: "unknowable",
        report: unknowableReport(sent, server.serverId, verdict.why),
        boundByOther: verdict.boundByOther ?? false,
      };
  }
}

/** Only the failed-task list tells of it: there was no task to follow. */
async function failedUnfollowed(
  sent: Sent,
  record: FailedTask,
  exact: boolean,
  server: ChangedServer,
  finishedAt: string,
  context: StepContext,
): Promise<OwnTaskEnd & { end: "failed" }> {
  const task = ownTask(server.serverId, sent, exact ? undefined : record.taskId, context.monotonicMs());
  const match = exact ? "exact" : "probable";
  const end = failedEnd(task, { taskStatus: record.operateType, finishedAt, record, match });
  await tellFinished(task, end, context);
  return end;
}

function unfinishedSearch(sent: Sent, server: ChangedServer, because: unknown): Settled {
  return { is: "waiting", lastStatus: undefined, report: unfinishedSearchReport(sent, server.serverId, because) };
}

function showSearch(sent: Sent, forgottenAtMs: number | undefined, context: StepContext): void {
  context.progress({
    doing: `${sent.operation} ${sent.serverName ?? ""}`.trim(),
    status:
      forgottenAtMs === undefined ? "the answer was lost, looking for traces" : "task not known, looking for traces",
    sinceMs: forgottenAtMs ?? sent.endedAtMs,
    taskId: sent.taskId,
  });
}

function isOver(context: StepContext): boolean {
  return context.monotonicMs() >= context.deadlineMs || context.signal?.aborted === true;
}
