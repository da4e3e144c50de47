import type { RunningTask } from "../../client/kps/taskRecord";
import type { ServiceError } from "../../transport/serviceError";
import { RefusedError } from "../step/refusedError";
import { INCOMPLETE_FOR_MS, LISTS_LATE_MS, type Listed, type SeenServer } from "./evidence";
import { isBehind, type OtherEnd } from "./otherTask";
import type { ServerFacts } from "./serverFacts";

/** How often something is looked at again that only time can settle, in ms. */
const PACE_MS = 2_000;

/** What the intended change itself knows of obstacles. */
export interface ObstacleQuestions {
  serverId: string;
  /** The key pair that our record says is bound. */
  recordedName: () => string | undefined;
  /** A change in our record that ECS may not show yet: what it will show, "" for none, and until when (monotonic ms). */
  recordedChange: () => { name: string; untilMs: number } | undefined;
  /** Whether a running task is one that an earlier run of this program started and lost. */
  isOurLostRun: (entry: RunningTask) => boolean;
}

/** What a look has shown now. */
export interface Looked {
  running: Listed<RunningTask>;
  server: SeenServer;
  /** Monotonic ms. */
  nowMs: number;
}

/** What has been seen before in the same call. */
export interface SoFar {
  /** Tasks of others that were waited for. */
  others: OtherEnd[];
  /** Ids of tasks that were seen on the server. */
  seen: Set<string>;
  incompleteSinceMs: number | undefined;
  /** A POST that the service refused, perhaps because another program was faster by a moment. */
  refused: { error: ServiceError; atMs: number; server: ServerFacts } | undefined;
}

/** What stands between the evidence and a decision: a task that runs, or something that only another look can tell. */
export type Obstacle =
  | { is: "ourLostRun"; entry: RunningTask }
  | { is: "otherRuns"; entry: RunningTask | undefined }
  /** Nothing explains the refusal of a POST: it is the answer to what was sent. */
  | { is: "refused"; error: ServiceError }
  /** Look again with a list that is sent at `atMs` (monotonic) or later. */
  | { is: "later"; atMs: number; incompleteSinceMs?: number | undefined };

/**
 * What stands between the evidence and a decision; undefined when nothing does. Pure.
 * Throws RefusedError for a list that stays incomplete.
 */
export function obstacleTo(
  change: ObstacleQuestions,
  looked: Looked,
  soFar: SoFar,
  timeScale: number,
): Obstacle | undefined {
  const { running, server, nowMs } = looked;
  if (server.known === "gone") {
    return undefined;
  }
  if (running.readable) {
    const { entries, unreadable, complete } = running;
    const ours = entries.find((entry) => !soFar.seen.has(entry.taskId) && change.isOurLostRun(entry));
    if (ours !== undefined) {
      return { is: "ourLostRun", entry: ours };
    }
    if (entries.length > 0 || unreadable) {
      return { is: "otherRuns", entry: entries[0] };
    }
    if (!complete) {
      const sinceMs = soFar.incompleteSinceMs ?? running.sentAtMs;
      if (nowMs - sinceMs >= INCOMPLETE_FOR_MS * timeScale) {
        throw incomplete(change.serverId);
      }
      return { is: "later", atMs: nowMs + PACE_MS * timeScale, incompleteSinceMs: sinceMs };
    }
  }
  if (isBehindOurs(change, server) || isBehind(server, soFar.others.at(-1), change.recordedName(), timeScale)) {
    return { is: "later", atMs: nowMs + PACE_MS * timeScale };
  }
  return afterRefusal(looked, soFar, timeScale);
}

function isBehindOurs(change: ObstacleQuestions, server: SeenServer): boolean {
  const recorded = change.recordedChange();
  return (
    recorded !== undefined &&
    server.known === true &&
    (server.keyPairName ?? "") !== recorded.name &&
    server.sentAtMs < recorded.untilMs
  );
}

/**
 * A server takes one task at a time, and no code is documented for a busy one. Where the server has changed since the
 * refused POST was decided on, another program was faster: decide anew, once a list would show what it has begun. Where
 * nothing shows, the refusal is the answer.
 */
function afterRefusal({ running, server }: Looked, { refused }: SoFar, timeScale: number): Obstacle | undefined {
  if (refused === undefined) {
    return undefined;
  }
  const shownFromMs = refused.atMs + LISTS_LATE_MS * timeScale;
  if (running.readable && running.sentAtMs < shownFromMs) {
    return { is: "later", atMs: shownFromMs };
  }
  if (isSameServer(server, refused.server)) {
    return { is: "refused", error: refused.error };
  }
  return undefined;
}

function isSameServer(one: ServerFacts, other: ServerFacts): boolean {
  return one.known === true && other.known === true
    ? one.keyPairName === other.keyPairName && one.power === other.power
    : one.known === other.known;
}

function incomplete(serverId: string): RefusedError {
  return new RefusedError(
    `looking at server ${serverId}: the list of running tasks stays incomplete`,
    [
      [
        "note",
        "it shows fewer entries than it counts, so nobody can tell whether a task runs there; nothing was posted",
      ],
    ],
    "run it again; if that repeats, ask the service's support why GET running-tasks counts more than it shows",
  );
}
