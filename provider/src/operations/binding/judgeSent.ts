import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import { ECS_LATE_MS, LISTS_LATE_MS, type Listed, type SeenServer } from "./evidence";
import { ACCEPTED_WITHIN_MS, fitOfFailed, fitOfRunning, type FitQuery } from "./fits";
import { ecsCanTell, expectedName, nameBefore } from "./sent";

/** What was seen after a change was sent whose task cannot be followed: its answer was lost, or its task forgotten. */
export interface SentFacts extends FitQuery {
  running: Listed<RunningTask>;
  failed: Listed<FailedTask>;
  server: SeenServer;
  /** What earlier looks have shown. */
  traces: Traces;
  /** When it was found that the service does not know the task (monotonic ms); undefined while only the answer is lost. */
  forgottenAtMs: number | undefined;
  /** When a task that nobody could follow had left the server (monotonic ms): only then can ECS begin to show its end. */
  busyUntilMs: number | undefined;
  /** Somebody else was seen to bind the key pair of the change: that ECS shows it says nothing of the change. */
  boundByOther: boolean;
}

/** What has shown over several looks (monotonic ms). */
export interface Traces {
  /** Since when complete lists that would have to show it do not. */
  quietSinceMs?: number | undefined;
  /** Since when ECS shows the change. */
  shownSinceMs?: number | undefined;
  /** ECS has shown it in some look, if not in the last one. */
  wasShown?: true | undefined;
}

/** What became of the change, as far as it can be known now. */
export type Verdict =
  | { is: "runs"; entry: RunningTask; fit: "strong" | "weak" }
  | { is: "otherRuns"; entry: RunningTask | undefined }
  | { is: "failed"; entry: FailedTask; exact: boolean }
  | { is: "done" }
  | { is: "notDone" }
  | { is: "unknowable"; why: string; boundByOther?: boolean }
  | { is: "open"; traces: Traces };

/**
 * What became of a change whose task cannot be followed. Pure. A list entry is followed, never believed; ECS alone ends
 * nothing at once; what no complete list shows did not run; and what nobody can find out is said.
 */
export function judgeSent(facts: SentFacts): Verdict {
  const running = judgeRunning(facts.running, facts);
  if (running !== undefined) {
    return running;
  }
  const failure = failureOf(facts);
  if (failure !== undefined) {
    return failure;
  }
  const traces = tracesOf(facts);
  return judgeByEcs(facts, traces) ?? { is: "open", traces };
}

/** What a list of running tasks alone says of the change; undefined when it shows nothing on its server. Pure. */
export function judgeRunning(
  running: Listed<RunningTask>,
  query: FitQuery,
): Extract<Verdict, { is: "runs" | "otherRuns" }> | undefined {
  if (!running.readable) {
    return undefined;
  }
  for (const wanted of ["strong", "weak"] as const) {
    const entry = running.entries.find((each) => fitOf(each, query) === wanted);
    if (entry !== undefined) {
      return { is: "runs", entry, fit: wanted };
    }
  }
  return running.entries.length > 0 || running.unreadable ? { is: "otherRuns", entry: running.entries[0] } : undefined;
}

function fitOf(entry: RunningTask, query: FitQuery): "strong" | "weak" | "no" {
  return entry.taskId === query.sent.taskId ? "strong" : fitOfRunning(entry, query);
}

function failureOf(facts: SentFacts): Verdict | undefined {
  const { failed, sent } = facts;
  if (!failed.readable) {
    return undefined;
  }
  const exact = failed.entries.find((entry) => entry.taskId === sent.taskId);
  if (exact !== undefined) {
    return { is: "failed", entry: exact, exact: true };
  }
  const fitting = failed.entries.filter((entry) => fitOfFailed(entry, facts) === "strong");
  // A server has one task at a time: what failed nearest to the time when our bytes were written is the likeliest to be ours.
  const awayMs = ({ taskTime }: FailedTask): number => Math.abs(taskTime - sent.sentAtServiceMs);
  const [nearest] = fitting.sort((one, other) => awayMs(one) - awayMs(other));
  return nearest === undefined ? undefined : { is: "failed", entry: nearest, exact: false };
}

function tracesOf(facts: SentFacts): Traces {
  const { running, failed, server, sent, timeScale, traces, forgottenAtMs, boundByOther } = facts;
  const mustShowFromMs =
    forgottenAtMs === undefined
      ? sent.endedAtMs + (ACCEPTED_WITHIN_MS + LISTS_LATE_MS) * timeScale
      : Math.max(forgottenAtMs, sent.endedAtMs + LISTS_LATE_MS * timeScale);
  // A list of failed tasks that may not be read hides one way in which the change can have ended.
  const quiet =
    running.readable && running.complete && running.sentAtMs >= mustShowFromMs && whatItHides(failed).length === 0;
  const shown =
    ecsCanTell(sent) && !boundByOther && server.known === true && (server.keyPairName ?? "") === expectedName(sent);
  return {
    quietSinceMs: traces.quietSinceMs ?? (quiet ? running.sentAtMs : undefined),
    shownSinceMs: shown ? (traces.shownSinceMs ?? server.sentAtMs) : undefined,
    wasShown: shown ? true : traces.wasShown,
  };
}

function judgeByEcs(facts: SentFacts, traces: Traces): Verdict | undefined {
  const { running, failed, server, sent, timeScale, forgottenAtMs, busyUntilMs = -Infinity, boundByOther } = facts;
  const listsLateMs = LISTS_LATE_MS * timeScale;
  const { shownSinceMs, quietSinceMs } = traces;
  if (shownSinceMs !== undefined) {
    const sinceMs = shownSinceMs + listsLateMs;
    const listsAgree = [running, failed].every((list) => !list.readable || (list.complete && list.sentAtMs >= sinceMs));
    return listsAgree && server.sentAtMs >= sinceMs ? { is: "done" } : undefined;
  }
  const acceptedMs = forgottenAtMs ?? sent.endedAtMs + (ACCEPTED_WITHIN_MS + LISTS_LATE_MS) * timeScale;
  const startMs = Math.max(acceptedMs, busyUntilMs);
  const byOther = boundByOther && server.known === true;
  const ecsTells = ecsCanTell(sent) && server.known === true && !byOther;
  if (!ecsTells) {
    const why = byOther
      ? "somebody else has bound the same key pair meanwhile"
      : server.known === true
        ? "ECS showed the same key pair before"
        : server.known === "gone"
          ? "ECS no longer knows the server"
          : server.why;
    const over = quietSinceMs !== undefined || server.sentAtMs >= startMs + ECS_LATE_MS * timeScale;
    return over ? { is: "unknowable", why, boundByOther: byOther } : undefined;
  }
  if (quietSinceMs !== undefined && server.sentAtMs >= quietSinceMs + ECS_LATE_MS * timeScale) {
    const name = server.keyPairName ?? "";
    // Whatever became of it, somebody else has changed the server since: it shows another key pair, or that of before again.
    return name === nameBefore(sent) && traces.wasShown !== true
      ? { is: "notDone" }
      : {
          is: "unknowable",
          why: `ECS shows ${name === "" ? "no key pair" : `key pair "${name}"`} now, which somebody else has changed meanwhile`,
        };
  }
  const hidden = [running, failed].flatMap(whatItHides);
  return hidden.length > 0 && server.sentAtMs >= startMs + ECS_LATE_MS * timeScale
    ? { is: "unknowable", why: hidden.join("; ") }
    : undefined;
}

function whatItHides(list: Listed<RunningTask>): string[] {
  if (!list.readable) {
    return [list.why];
  }
  const unreadable = list.unreadable ? ["a record of the server cannot be read"] : [];
  return list.complete ? unreadable : ["a list of tasks stays incomplete", ...unreadable];
}
