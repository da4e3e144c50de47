import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import { parseTaskStatus } from "../../tasks/taskStatus";
import { pause } from "../step/pause";
import type { StepContext } from "../step/stepContext";
import {
  ECS_LATE_MS,
  INCOMPLETE_FOR_MS,
  LISTS_LATE_MS,
  lookAtFailed,
  lookAtRunning,
  type Listed,
  type SeenServer,
} from "./evidence";
import { ownIdOf } from "./fits";

/** How often a list is looked at that alone can tell when a task has ended, in ms. */
const PACE_MS = 2_000;
/** The times in two lists may differ by so much, in ms. */
const CLOCK_TOLERANCE_MS = 2_000;

/** How a task of somebody else ended. Its outcome is never ours; what it left behind is seen by looking again. */
export interface OtherEnd {
  /** Undefined when only lists tell of it. */
  taskId: string | undefined;
  end: "success" | "failed" | "unknown";
  /** The operation in its last word, such as BIND, as far as it names one. */
  operation: string | undefined;
  /** As the list named it; during a REPLACE that may be the one before. */
  keyPairName: string;
  /** When it began by its entry, ms since 1970 by the service's clock; undefined when that cannot be read. */
  startedAtServiceMs: number | undefined;
  /** When its end was seen (monotonic ms). */
  endedAtMs: number;
  /** What ECS showed while it ran; undefined when it could not be asked. */
  shownBefore: string | undefined;
}

/**
 * Waits until a task that is not ours has left the server, so that nothing is posted to a busy one. `entry` is undefined
 * for an entry that cannot be read. Throws at the deadline what the watcher throws.
 */
export async function awaitOther(
  serverId: string,
  entry: RunningTask | undefined,
  server: SeenServer,
  context: StepContext,
): Promise<OtherEnd> {
  const sinceMs = context.monotonicMs();
  const show = (status: string | undefined): void =>
    context.progress({
      doing: `waiting for another task on server ${entry?.serverName || serverId}`,
      status: status ?? entry?.operateType,
      sinceMs,
      taskId: entry?.taskId,
    });
  show(undefined);
  const shownBefore = server.known === true ? (server.keyPairName ?? "") : undefined;
  const keyPairName = entry?.keyPairName ?? "";
  const startedAtServiceMs = entry?.taskTime;
  if (entry === undefined || ownIdOf(entry, serverId) === undefined) {
    const seenToEnd = await untilUnlisted(serverId, context);
    const endedAtMs = context.monotonicMs();
    return {
      taskId: undefined,
      end: seenToEnd ? await endOfUnlisted(serverId, entry, context) : "unknown",
      operation: undefined,
      keyPairName,
      startedAtServiceMs,
      endedAtMs,
      shownBefore,
    };
  }
  const outcome = await context.watcher.wait({
    taskId: entry.taskId,
    serverId,
    operation: "BIND",
    submittedAtMs: sinceMs,
    deadlineMs: context.deadlineMs,
    signal: context.signal,
    resumed: true,
    endsWhenDenied: true,
    onProgress: ({ status }) => show(status),
  });
  let { end } = outcome;
  if (outcome.end === "unknown" && outcome.denied === true) {
    end = (await untilUnlisted(serverId, context)) ? await endOfUnlisted(serverId, entry, context) : "unknown";
  }
  return {
    taskId: entry.taskId,
    end,
    operation: outcome.end === "unknown" ? undefined : parseTaskStatus(outcome.status).operation,
    keyPairName,
    startedAtServiceMs,
    endedAtMs: context.monotonicMs(),
    shownBefore,
  };
}

/**
 * Waits until the list of running tasks no longer names the server; false where it may not be read any more, or does not name
 * it but stays incomplete. Throws RefusedError at the deadline.
 */
export async function untilUnlisted(serverId: string, context: StepContext): Promise<boolean> {
  let unnamedSinceMs: number | undefined;
  for (;;) {
    const list = await lookAtRunning(serverId, context.monotonicMs(), context);
    if (!list.readable) {
      return false;
    }
    const isNamed = list.entries.length > 0 || list.unreadable;
    if (!isNamed && list.complete) {
      return true;
    }
    unnamedSinceMs = isNamed ? undefined : (unnamedSinceMs ?? list.sentAtMs);
    if (context.monotonicMs() - (unnamedSinceMs ?? Infinity) >= INCOMPLETE_FOR_MS * context.timeScale) {
      return false;
    }
    await pause(PACE_MS * context.timeScale, `waiting for another task on server ${serverId}`, context);
  }
}

/** Looks how a task ended that can only be seen in lists, and has left the one of running tasks. Throws at the deadline. */
async function endOfUnlisted(
  serverId: string,
  entry: RunningTask | undefined,
  context: StepContext,
): Promise<OtherEnd["end"]> {
  await pause(LISTS_LATE_MS * context.timeScale, `waiting for another task on server ${serverId}`, context);
  return endByFailures(serverId, entry, await lookAtFailed(serverId, context.monotonicMs(), context));
}

/**
 * How a task ended that has left the list of running tasks, by a list of failed ones that is late enough to show it: what
 * has failed is there, so what a complete list lacks has succeeded. Of an entry that could not be read nobody knows which
 * failure is its own. Pure.
 */
export function endByFailures(
  serverId: string,
  entry: RunningTask | undefined,
  failed: Listed<FailedTask>,
): OtherEnd["end"] {
  if (!failed.readable) {
    return "unknown";
  }
  if (entry === undefined && failed.entries.length > 0) {
    return "unknown";
  }
  const ends = entry === undefined ? [] : failed.entries.map((failure) => isFailureOf(serverId, entry, failure));
  if (ends.includes(true)) {
    return "failed";
  }
  if (ends.includes(undefined)) {
    return "unknown";
  }
  return failed.complete && !failed.unreadable ? "success" : "unknown";
}

/** By its own id, where both have one; else by its time, which may be that of its end. Undefined where times do not tell. */
function isFailureOf(serverId: string, entry: RunningTask, { taskId, taskTime }: FailedTask): boolean | undefined {
  if (ownIdOf(entry, serverId) !== undefined && taskId !== serverId) {
    return taskId === entry.taskId;
  }
  const sinceMs = taskTime - entry.taskTime;
  const isUntold = entry.taskTime <= 0 || taskTime <= 0 || (sinceMs < 0 && sinceMs >= -CLOCK_TOLERANCE_MS);
  return isUntold ? undefined : sinceMs >= 0;
}

/**
 * Whether ECS may still show what was there before a task of somebody else. A change that is seen, or the name that a
 * BIND or UNBIND must have left, shows that it has caught up; otherwise only time does. Pure.
 */
export function isBehind(
  server: SeenServer,
  other: OtherEnd | undefined,
  recordedName: string | undefined,
  timeScale: number,
): boolean {
  if (other === undefined || other.end === "failed" || server.known !== true) {
    return false;
  }
  if (server.sentAtMs >= other.endedAtMs + ECS_LATE_MS * timeScale) {
    return false;
  }
  const shown = server.keyPairName ?? "";
  const changed = other.shownBefore !== undefined && shown !== other.shownBefore;
  const named =
    other.end === "success" &&
    ((other.operation === "BIND" && shown === other.keyPairName) ||
      (other.operation === "UNBIND" && shown === "") ||
      (shown === other.keyPairName && recordedName !== undefined && shown !== recordedName));
  return !changed && !named;
}

/** Whether all that was seen of a task was that something ran: its entry could not be read. */
export function isUnread({ taskId, keyPairName }: OtherEnd): boolean {
  return taskId === undefined && keyPairName === "";
}

/**
 * Whether somebody else has bound a key pair since a moment (monotonic ms): its task was seen to succeed, and ECS did not
 * show the pair before. Pure.
 */
export function hasBound(
  { end, operation, keyPairName, endedAtMs, shownBefore }: OtherEnd,
  name: string,
  sinceMs: number,
): boolean {
  return (
    end === "success" &&
    operation !== "UNBIND" &&
    keyPairName === name &&
    endedAtMs >= sinceMs &&
    shownBefore !== undefined &&
    shownBefore !== name
  );
}

/** Whether somebody else has unbound a key pair: its task was seen to succeed. Pure. */
export function hasUnbound({ end, operation, keyPairName }: OtherEnd, name: string): boolean {
  return end === "success" && operation === "UNBIND" && keyPairName === name;
}

/** Whether a task of somebody else was what has left a key pair on the server that ECS shows there after it. Pure. */
export function leavesBound({ end, operation, keyPairName }: OtherEnd, name: string): boolean {
  return end === "success" && operation !== "UNBIND" && (keyPairName === name || keyPairName === "");
}

/** Whether an entry of the running list may be a BIND: its word names no other operation. */
export function isBindEntry(entry: RunningTask): boolean {
  const { operation } = parseTaskStatus(entry.operateType);
  return operation === undefined || operation === "BIND";
}
