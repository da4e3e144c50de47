import type { SubmittedTask } from "../../client/kps/submission";
import type { Operation } from "../../model/operation";
import type { BudgetWait, CallOptions } from "../../transport/callOptions";
import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import { isServiceError, type ServiceError } from "../../transport/serviceError";
import { isTransportError } from "../../transport/transportError";
import { pause } from "../step/pause";
import type { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { throttleNote } from "../step/throttleNote";
import { untilAnswered } from "../step/untilAnswered";
import type { Candidate } from "./candidate";
import { failedSoFar, lookAtRunning, seeServer, type SeenServer } from "./evidence";
import { failureMarks } from "./fits";
import { triedName, triedWith } from "./fitAuth";
import { obstacleTo, type Obstacle, type ObstacleQuestions, type SoFar } from "./obstacle";
import { awaitOther, type OtherEnd } from "./otherTask";
import { settleOurLostRun } from "./ourLostRun";
import type { Sent } from "./sent";
import type { Settled } from "./settled";
import { settleSent } from "./settleSent";

/** A list of running tasks so old still serves the first look, so that steps which begin together share one, in ms. */
const FRESH_ENOUGH_MS = 2_000;
/** Facts older than this are looked at once more before a POST, in ms. */
const LOOK_AGAIN_AFTER_MS = 5_000;
/** Refusals that speak of the caller or of the pace, never of the server; but for a way in that does not open it. */
const ABOUT_THE_CALLER = new Set([401, 403, 429]);
const WRONG_KEY = "KPS.6009";
/** Codes by which the service refuses a way in: one that does not open the server, or is not of the kind that it needs. */
const ABOUT_THE_WAY_IN = new Set([WRONG_KEY, "KPS.6011", "KPS.0002"]);

/** What a decision rests on beside what the intended change knows itself. */
export interface ChangeFacts {
  server: SeenServer;
  /** The last task of somebody else that was waited for in this call. */
  other: OtherEnd | undefined;
  /** What was tried to get in since the last success, oldest first; what the service refused in this call comes last. */
  tried: readonly string[];
}

/** What is to be done now: nothing more, one POST, or a refusal, which is thrown. `Plan` is what the POST is to make. */
export type Decision<Done, Plan> =
  | { do: "nothing"; done: Done }
  | { do: "refuse"; error: RefusedError }
  | {
      do: "post";
      operation: Operation;
      keyPairName: string;
      /** Of the key that is to be installed, as far as it is known. */
      fingerprint: string | undefined;
      online: boolean;
      auth: Candidate | undefined;
      /** Whether it switches SSH login by password off. */
      disablesPassword: boolean;
      plan: Plan;
      send: (options: CallOptions) => Promise<SubmittedTask>;
    };

/** A change that is intended: to bind a server, or to let it go. */
export interface IntendedChange<Done, Plan> extends ObstacleQuestions {
  verify: "auto" | "none";
  /** The server is known to have been there. */
  existed: boolean;
  /** A change that our state still waits for. */
  pending: Sent | undefined;
  /** Tasks of others that were waited for in this call; it grows. */
  others: OtherEnd[];
  /** Takes what the pending change came to; returns whether to go on with what is intended now. */
  settled: (sent: Sent, settled: Settled) => Promise<"goOn" | "end">;
  /** What was tried to get in since the last success, oldest first. */
  tried: () => readonly string[];
  /** Begins look-ups that the decision will need, so that they go out together with the look at the server. */
  prepare: () => Promise<unknown>;
  decide: (facts: ChangeFacts) => Promise<Decision<Done, Plan>>;
}

/** How a change came to its end: by what a look showed, or by what a POST came to (`plan` undefined for a pending one). */
export type ChangeEnd<Done, Plan> =
  | { by: "look"; done: Done; facts: ChangeFacts }
  | { by: "change"; sent: Sent; plan: Plan | undefined; settled: Exclude<Settled, { is: "notDone" }> };

/** What is known in the course of one call. */
interface Call extends SoFar {
  /** Ways in that the service has refused in this call. */
  refusedWays: string[];
  /** Running tasks count as looked at by a list sent at this time or later (monotonic ms). */
  listAfterMs: number;
  /** ECS has shown the server: that it is gone by now counts only once it was asked again. */
  existed: boolean;
}

type Round<Done, Plan> =
  | { is: "done"; done: Done; facts: ChangeFacts }
  | { is: "sent"; sent: Sent; plan: Plan }
  | { is: "obstacle"; obstacle: Exclude<Obstacle, { is: "refused" }>; server: SeenServer };

/**
 * Carries out one intended change of a server: looks, decides, and does one of nothing more, refuse, wait for a task, look
 * again later, or post once; then follows what was posted to its end. A change that our state still waits for is settled
 * first. A second POST follows only where it is proven that the first was not accepted: a way in that the service refuses is
 * followed by the next one that was given.
 * Throws RefusedError, ServiceError or TransportError while nothing was posted; afterwards it resolves.
 */
export async function changeServer<Done, Plan>(
  change: IntendedChange<Done, Plan>,
  context: StepContext,
): Promise<ChangeEnd<Done, Plan>> {
  const call: Call = {
    listAfterMs: context.monotonicMs() - FRESH_ENOUGH_MS * context.timeScale,
    others: change.others,
    seen: new Set(),
    incompleteSinceMs: undefined,
    refused: undefined,
    refusedWays: [],
    existed: change.existed,
  };
  const notices = new Set<string>();
  if (change.pending !== undefined) {
    const settled = await settleSent(change.pending, change, call.others, context);
    if ((await change.settled(change.pending, settled)) === "end" && settled.is !== "notDone") {
      return { by: "change", sent: change.pending, plan: undefined, settled };
    }
    call.listAfterMs = context.monotonicMs();
  }
  for (;;) {
    const round = await context.postTurns.run(context, "its turn to look at its server", () =>
      lookAndPost(change, call, notices, context),
    );
    if (round.is === "done") {
      return { by: "look", done: round.done, facts: round.facts };
    }
    if (round.is === "sent") {
      const settled = await settleSent(round.sent, change, call.others, context);
      if (settled.is !== "notDone") {
        return { by: "change", sent: round.sent, plan: round.plan, settled };
      }
    } else if (round.obstacle.is === "later") {
      call.listAfterMs = round.obstacle.atMs;
      await pause(round.obstacle.atMs - context.monotonicMs(), `looking at server ${change.serverId}`, context);
      continue;
    } else if (round.obstacle.is === "otherRuns") {
      call.refused = undefined;
      call.others.push(await awaitOther(change.serverId, round.obstacle.entry, round.server, context));
    } else {
      const { entry } = round.obstacle;
      const { sent, settled, asOther } = await settleOurLostRun(entry, round.server, change, call.others, context);
      if (settled.is !== "notDone") {
        return { by: "change", sent, plan: undefined, settled };
      }
      call.others.push(asOther);
    }
    call.listAfterMs = context.monotonicMs();
  }
}

/** One round: the present evidence, the decision on it, and the POST if so decided. */
async function lookAndPost<Done, Plan>(
  change: IntendedChange<Done, Plan>,
  call: Call,
  notices: Set<string>,
  context: StepContext,
): Promise<Round<Done, Plan>> {
  const looking = { doing: `looking at server ${change.serverId}`, sinceMs: context.monotonicMs() };
  context.progress(looking);
  const sayWait = (wait: BudgetWait): void => context.progress({ ...looking, note: throttleNote(wait) });
  for (let again = false; ; again = true) {
    const begunAtMs = context.monotonicMs();
    // The running tasks come first: a task that ends in between has then changed what ECS says afterwards.
    const running = await lookAtRunning(change.serverId, call.listAfterMs, context, sayWait);
    const [server] = await Promise.all([seeServer({ ...change, existed: call.existed }, context), change.prepare()]);
    call.existed ||= server.known === true;
    if (!running.readable && !notices.has(running.why)) {
      notices.add(running.why);
      context.notice(`${running.why}, so nobody can see whether another task runs on the server`);
    }
    const obstacle = obstacleTo(change, { running, server, nowMs: context.monotonicMs() }, call, context.timeScale);
    call.incompleteSinceMs = obstacle?.is === "later" ? obstacle.incompleteSinceMs : undefined;
    if (running.readable) {
      running.entries.forEach(({ taskId }) => call.seen.add(taskId));
    }
    if (obstacle !== undefined && obstacle.is !== "refused") {
      return { is: "obstacle", obstacle, server };
    }
    call.refused = undefined;
    const facts = { server, other: call.others.at(-1), tried: triedSoFar(change, call) };
    const decision = await change.decide(facts);
    if (obstacle !== undefined && !isAnotherWayIn(decision, obstacle.error, call)) {
      throw obstacle.error;
    }
    if (decision.do === "nothing") {
      if (again || !isNews(server, change) || !running.readable || running.sentAtMs >= server.sentAtMs) {
        return { is: "done", done: decision.done, facts };
      }
      call.listAfterMs = server.sentAtMs;
      continue;
    }
    if (decision.do === "refuse") {
      throw decision.error;
    }
    const atMs = running.readable ? running.sentAtMs : begunAtMs;
    // Once more only: where every look takes longer than that, nothing would ever be posted.
    if (again || context.monotonicMs() - atMs <= LOOK_AGAIN_AFTER_MS * context.timeScale) {
      return post(change, decision, server, call, context);
    }
    call.listAfterMs = context.monotonicMs();
  }
}

/**
 * ECS shows another key pair than our record. It may be ahead of a task that has begun since the running ones were looked
 * at: only a list that is sent after ECS was asked tells.
 */
function isNews(server: SeenServer, change: Pick<ObstacleQuestions, "recordedName">): boolean {
  return server.known === true && server.keyPairName !== change.recordedName();
}

async function post<Done, Plan>(
  change: IntendedChange<Done, Plan>,
  decision: Extract<Decision<Done, Plan>, { do: "post" }>,
  server: SeenServer,
  call: Call,
  context: StepContext,
): Promise<Round<Done, Plan>> {
  const { operation, keyPairName, fingerprint, online, auth, disablesPassword, plan, send } = decision;
  const failedBefore = failedSoFar(change.serverId, context);
  const serverName = server.known === true ? server.name : undefined;
  const doing = `${operation} ${serverName ?? change.serverId}`;
  const sinceMs = context.monotonicMs();
  context.progress({ doing, status: "posting", sinceMs });
  let sentAtMs = context.monotonicMs();
  let sentAtServiceMs = context.cloud.serviceNow();
  const sent = (answer: Partial<SubmittedTask>, acknowledged: boolean): Round<Done, Plan> => ({
    is: "sent",
    plan,
    sent: {
      operation,
      keyPairName,
      fingerprint,
      online,
      serverName,
      secrets: auth === undefined ? [] : [auth.secret],
      before: server.known === true ? (server.keyPairName ?? "") : undefined,
      sentAtServiceMs,
      endedAtMs: context.monotonicMs(),
      // Not by the clock as it is told now: this answer may come from a gateway whose own clock is another.
      endedAtServiceMs: sentAtServiceMs + context.monotonicMs() - sentAtMs,
      others: [...call.seen, ...failureMarks(failedBefore, change.serverId, sentAtServiceMs)],
      disablesPassword,
      tried: triedWith(triedSoFar(change, call), auth),
      taskId: answer.taskId,
      requestId: answer.requestId,
      acknowledged,
      resumed: false,
    },
  });
  try {
    const submitted = await untilAnswered(send, context, {
      onWait: (wait) => context.progress({ doing, status: "posting", sinceMs, note: throttleNote(wait) }),
      onSend: () => {
        sentAtMs = context.monotonicMs();
        sentAtServiceMs = context.cloud.serviceNow();
      },
    });
    return sent(submitted, true);
  } catch (error) {
    if (mayHaveBeenAccepted(error)) {
      return sent({}, wasAcknowledged(error));
    }
    if (!isServiceError(error) || (ABOUT_THE_CALLER.has(error.status) && error.code !== WRONG_KEY)) {
      throw error;
    }
    const atMs = context.monotonicMs();
    if (auth !== undefined) {
      call.refusedWays.push(triedName(auth));
    }
    call.refused = { error, atMs, server };
    return { is: "obstacle", obstacle: { is: "later", atMs }, server };
  }
}

function triedSoFar(change: Pick<IntendedChange<never, never>, "tried">, { refusedWays }: Call): string[] {
  return [...change.tried().filter((name) => !refusedWays.includes(name)), ...refusedWays];
}

/** Whether what is decided now would try a way in that was not refused yet, where the refusal may have been for the way in. */
function isAnotherWayIn<Done, Plan>(decision: Decision<Done, Plan>, { code = "" }: ServiceError, call: Call): boolean {
  const auth = decision.do === "post" ? decision.auth : undefined;
  return ABOUT_THE_WAY_IN.has(code) && auth !== undefined && !call.refusedWays.includes(triedName(auth));
}

/** Whether the service said yes, though in words that cannot be read, or without a task that can be asked for. */
function wasAcknowledged(error: unknown): boolean {
  return isServiceError(error)
    ? error.status < 300
    : isTransportError(error) &&
        (error.kind === "unreadable" || error.kind === "empty" || (error.status ?? Infinity) < 300);
}
