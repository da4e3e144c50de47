import { ecsServerId } from "../../model/identifier";
import type { StepContext } from "../step/stepContext";
import { canariesText } from "./canariesText";
import type { FleetEnd } from "./fleetEnd";
import { FleetProgress } from "./fleetTally";
import { ReadBacks } from "./readBacks";
import { startPaced } from "./startPaced";
import { tasklessServers } from "./tasklessServers";
import { toldTogether } from "./toldTogether";

/** Servers between their look and their POST at the same time; more would only look early and post late. */
const BEGINNING = 12;
/** Left of these when others begin: those share one list of running tasks. */
const REFILL_AT = 6;
/** Servers under way at a time where failures have a limit: with more, it would find nothing left to stop. */
const UNDER_WAY_WITH_LIMIT = 150;

/** Shorter waits for the request quota are not worth telling. */
const LEAST_WAIT_MS = 200;

/** What is to be done with one server. Must not reject. */
export interface FleetJob {
  readonly serverId: string;
  /** The key pair it is to have, or to be rid of. */
  readonly keyPairName: string;
  readonly run: (context: StepContext) => Promise<FleetEnd>;
}

/** A run over the servers of a fleet. */
export interface FleetRun {
  /** In the order they are begun. */
  readonly changes: readonly FleetJob[];
  /** What comes when those have ended. */
  readonly letGo: readonly FleetJob[];
  /** Servers that need nothing. */
  readonly settled: number;
  /** So many of `changes` go first, and the others only if `passes` says yes to the end of each. */
  readonly canaries: number;
  readonly passes: (end: FleetEnd) => boolean;
  /** No server is begun once more have failed. */
  readonly failuresAllowed: number;
  /** Servers under way at a time; undefined: as many as the request budget lets begin. */
  readonly concurrency: number | undefined;
}

/** How a run ended: an end for each server, and why not all were begun. */
export interface FleetOutcome {
  readonly ends: ReadonlyMap<string, FleetEnd>;
  readonly stopped: string | undefined;
}

/**
 * Carries out a run: canaries, then the other changes, then what is let go. Deadline and signal are those of the whole
 * fleet; what is under way is always finished, and what was not begun is told apart. Never rejects.
 */
export async function changeFleet(run: FleetRun, context: StepContext): Promise<FleetOutcome> {
  const jobs = [...run.changes, ...run.letGo];
  const reported = new Set<string>();
  const ends = new Map<string, FleetEnd>(jobs.map(({ serverId }) => [serverId, { end: "notBegun" }]));
  const startedAtMs = context.monotonicMs();
  const progress = new FleetProgress(
    { changes: run.changes.length, letGo: run.letGo.length, settled: run.settled },
    startedAtMs,
  );
  const told = toldTogether(context.notice);
  const readBacks = new ReadBacks(context);
  const mayAllFail = run.failuresAllowed >= jobs.length;
  const underWay = run.concurrency ?? (mayAllFail ? Infinity : UNDER_WAY_WITH_LIMIT);
  // With a limit of those under way, none of them may wait for company.
  const looks = underWay === Infinity ? { readBacks } : {};
  const show = (): void =>
    context.progress({ doing: "fleet", sinceMs: startedAtMs, line: progress.line(context.monotonicMs()) });
  const carryOut = async ({ serverId, run: work }: FleetJob, settledDown: () => void): Promise<void> => {
    const begunAtMs = context.monotonicMs();
    progress.begun();
    readBacks.begun();
    show();
    const end = await work({
      ...contextOfOne(context, settledDown, () => reported.add(serverId)),
      ...looks,
      notice: told.noticeOf(ecsServerId(serverId)),
    });
    ends.set(serverId, end);
    progress.ended(end.end, context.monotonicMs() - begunAtMs);
    readBacks.ended();
    show();
  };
  let stopped: string | undefined;
  const mayBegin = (): boolean => {
    stopped ??= whyStop(run, progress.failed, context);
    return stopped === undefined;
  };
  const limits = { beginning: BEGINNING, refillAt: REFILL_AT, underWay };
  const canaries = run.changes.slice(0, run.canaries);
  await startPaced(canaries, limits, mayBegin, carryOut);
  const failedCanaries = canaries.filter(({ serverId }) => !run.passes(ends.get(serverId) ?? { end: "notBegun" }));
  if (failedCanaries.length > 0 && canaries.length < jobs.length) {
    const idsOf = (isBound: boolean): string[] =>
      failedCanaries.map(({ serverId }) => serverId).filter((id) => (ends.get(id)?.end === "bound") === isBound);
    // Time that is over is no fault of theirs.
    stopped ??= whyOver(context) ?? canariesText(canaries.length, idsOf(false), idsOf(true));
  }
  await startPaced(run.changes.slice(run.canaries), limits, mayBegin, carryOut);
  await startPaced(run.letGo, limits, mayBegin, carryOut);
  told.tell();
  // The end of the time, or of the run, may have come while the last ones were under way.
  const cutShort = [...ends.values()].some(({ end }) => end === "notBegun");
  stopped ??= cutShort ? whyStop(run, progress.failed, context) : undefined;
  const time = new Date(context.cloud.serviceNow()).toISOString();
  const taskless = jobs.filter(({ serverId }) => !reported.has(serverId));
  await context.taskless(tasklessServers(taskless, ends, { time, stopped, urn: context.urn }));
  return { ends, stopped };
}

function whyStop(run: FleetRun, failed: number, context: StepContext): string | undefined {
  const tooMany = `${failed} server${failed === 1 ? "" : "s"} failed, and maxFailures allows ${run.failuresAllowed}: no other server was begun`;
  return whyOver(context) ?? (failed > run.failuresAllowed ? tooMany : undefined);
}

function whyOver({ signal, deadlineMs, monotonicMs }: StepContext): string | undefined {
  if (signal?.aborted === true) {
    return "the run was interrupted";
  }
  return monotonicMs() >= deadlineMs ? "the time for this step is over; give it longer with customTimeouts" : undefined;
}

/**
 * The context for one server: its progress is the fleet's, and once it waits for a task the next one may begin. The
 * report tells how long the server waited for the request quota before it was posted to.
 */
function contextOfOne(context: StepContext, settledDown: () => void, taskEnded: () => void): StepContext {
  let postingSinceMs: number | undefined;
  let waitedMs = 0;
  return {
    ...context,
    progress: ({ taskId, note, sinceMs }) => {
      if (taskId !== undefined) {
        waitedMs = postingSinceMs === undefined ? waitedMs : Math.max(0, sinceMs - postingSinceMs);
        postingSinceMs = undefined;
        settledDown();
      } else if (note !== undefined) {
        postingSinceMs ??= context.monotonicMs();
      }
    },
    finished: (task) => {
      taskEnded();
      const waitedSeconds = Math.round(waitedMs / 100) / 10;
      return context.finished(waitedMs < LEAST_WAIT_MS ? task : { ...task, waitedSeconds });
    },
  };
}
