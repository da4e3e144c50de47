import type { FailedTask } from "../../client/kps/taskRecord";
import { awaitForeignTask } from "./awaitForeignTask";
import type { Posted, Round, RoundStart } from "./changeRound";
import { failedEnd, followTask, type OwnTask, type OwnTaskEnd } from "./followTask";
import { reportFinishedTask } from "../report/reportFinishedTask";
import { freshEnoughSince } from "./runningTask";
import { type LostPost, searchLostPost } from "./searchLostPost";
import type { StepContext } from "../step/stepContext";

/** The server that is changed. */
export interface ChangedServer {
  serverId: string;
  verify: "auto" | "none";
}

/** How a change came to its end: by what a look showed, after a POST whose answer was lost or none, or by a task of ours. */
export type ChangeEnd<Sent extends Posted, Done> =
  { by: "look"; done: Done; lost: Sent | undefined } | { by: "task"; sent: Sent; task: OwnTask; end: OwnTaskEnd };

/** A task of ours, as far as the service named it. */
type Accepted = Pick<OwnTask, "taskId" | "inferred" | "requestId">;

/**
 * Carries out one intended change of a server: rounds of look, decide and post, until a round finds nothing to be done or
 * a task of ours has come to its end. Before anything is posted a second time it is known what became of the first POST.
 * Throws what a round throws, and what `searchLostPost` throws.
 */
export async function changeServer<Sent extends Posted, Done>(
  server: ChangedServer,
  round: (start: RoundStart) => Promise<Round<Sent, Done>>,
  context: StepContext,
): Promise<ChangeEnd<Sent, Done>> {
  let lost: Sent | undefined;
  let start: RoundStart = { listAfterMs: freshEnoughSince(context), other: undefined };
  for (;;) {
    const facts = start;
    const found = await context.postGate.run(() => round(facts));
    switch (found.kind) {
      case "done":
        return { by: "look", done: found.done, lost };
      case "busy": {
        const other = await awaitForeignTask(found.running, server, context);
        start = { listAfterMs: context.monotonicMs(), other };
        break;
      }
      case "overtaken":
        start = { listAfterMs: context.monotonicMs(), other: undefined };
        break;
      case "accepted": {
        const { taskId, requestId, sent } = found;
        return follow(server, sent, { taskId, requestId, inferred: false }, context);
      }
      case "lost": {
        lost = found.sent;
        start = { listAfterMs: context.monotonicMs(), other: undefined };
        const trace = await searchLostPost(lostPost(server, lost), context);
        // A list that names the server instead of the task gives nothing to follow; the next round waits for it.
        if (trace.found === "running" && trace.task.taskId !== server.serverId) {
          return follow(server, lost, { taskId: trace.task.taskId, inferred: true }, context);
        }
        if (trace.found === "failed") {
          return failedUnseen(server, lost, trace.task, context);
        }
      }
    }
  }
}

async function follow<Sent extends Posted>(
  server: ChangedServer,
  sent: Sent,
  accepted: Accepted,
  context: StepContext,
): Promise<ChangeEnd<Sent, never>> {
  const task = ownTask(server, sent, accepted, context);
  const end = await followTask(task, context, { giveUpWhenUnknown: accepted.inferred });
  return { by: "task", sent, task, end };
}

/** The answer to our POST was lost, and the only new record of this server and key pair says that it failed. */
async function failedUnseen<Sent extends Posted>(
  server: ChangedServer,
  sent: Sent,
  record: FailedTask,
  context: StepContext,
): Promise<ChangeEnd<Sent, never>> {
  const task = ownTask(server, sent, { taskId: record.taskId, inferred: true }, context);
  const finishedAt = new Date(context.cloud.serviceNow()).toISOString();
  const end = failedEnd(task, { taskStatus: record.operateType, finishedAt, record, match: "probable" });
  await reportFinishedTask(task, end, context);
  return { by: "task", sent, task, end };
}

function ownTask({ serverId }: ChangedServer, sent: Posted, accepted: Accepted, context: StepContext): OwnTask {
  const { operation, keyPairName, serverName, online, secrets, postedAtServiceMs } = sent;
  return {
    ...accepted,
    operation,
    serverId,
    serverName,
    keyPairName,
    online,
    secrets,
    submittedAtMs: context.monotonicMs(),
    postedAtServiceMs,
    startedAt: new Date(postedAtServiceMs).toISOString(),
  };
}

function lostPost({ serverId, verify }: ChangedServer, sent: Posted): LostPost {
  const { operation, keyPairName, postedAtServiceMs } = sent;
  const expected = operation === "UNBIND" ? undefined : keyPairName;
  const ecsCanTell = sent.ecsKnown && sent.before !== expected;
  return { serverId, keyPairName, postedAtServiceMs, expected, ecsCanTell, verify };
}
