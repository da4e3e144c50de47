import { isPermissionDenied } from "../../client/apiErrors";
import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import type { BudgetWait } from "../../transport/callOptions";
import { isEntryOf, type SnapshotRequest } from "../../tasks/snapshot";
import type { StepContext } from "../step/stepContext";
import { lookAtKnownServer, lookAtServer } from "./lookAtServer";
import type { ServerFacts } from "./serverFacts";

/** What one of the task lists showed of one server, or why it cannot be read. */
export type Listed<T extends RunningTask> =
  | {
      readable: true;
      /** Entries that name the server and can be followed. */
      entries: readonly T[];
      /** An entry names the server that cannot be read: something runs there that nobody can follow. */
      unreadable: boolean;
      /** Read to its end: what it does not show was not there. */
      complete: boolean;
      /** When its first page was sent (monotonic ms). */
      sentAtMs: number;
    }
  | { readable: false; why: string };

/** What ECS says of the server, and when it was asked (monotonic ms). */
export type SeenServer = ServerFacts & { sentAtMs: number };

/** Within so many ms a list shows what has happened. */
export const LISTS_LATE_MS = 3_000;
/** A list that stays incomplete for so many ms tells no more than it has told. */
export const INCOMPLETE_FOR_MS = 30_000;
/** For so many ms after a task ECS may still show what was there before. */
export const ECS_LATE_MS = 60_000;

/**
 * The running tasks of a server by a list sent at `sentAfterMs` (monotonic) or later. Steps that look together share it.
 * `onWait` is told when the list waits for the request budget.
 */
export async function lookAtRunning(
  serverId: string,
  sentAfterMs: number,
  context: StepContext,
  onWait?: (wait: BudgetWait) => void,
): Promise<Listed<RunningTask>> {
  return runningOf(serverId, { sentAfterMs, onWait }, context);
}

/**
 * The same by the newest list sent since then that names the server, where one does that others have asked for meanwhile: a
 * task that is over by the last one was seen all the same.
 */
export async function lookForRunning(
  serverId: string,
  sentAfterMs: number,
  context: StepContext,
): Promise<Listed<RunningTask>> {
  return runningOf(serverId, { sentAfterMs, naming: serverId }, context);
}

async function runningOf(
  serverId: string,
  wanted: Pick<SnapshotRequest, "sentAfterMs" | "naming" | "onWait">,
  { deadlineMs, signal, watcher }: StepContext,
): Promise<Listed<RunningTask>> {
  try {
    return ofServer(serverId, await watcher.runningTasks({ ...wanted, deadlineMs, signal }));
  } catch (error) {
    return forbidden(error, "the list of running tasks", "kps::getRunningTask");
  }
}

/** The failed tasks of a server by a list sent at `sentAfterMs` (monotonic) or later. */
export async function lookAtFailed(
  serverId: string,
  sentAfterMs: number,
  context: StepContext,
): Promise<Listed<FailedTask>> {
  const { deadlineMs, signal, watcher } = context;
  try {
    return ofServer(serverId, await watcher.failedTasks({ sentAfterMs, deadlineMs, signal }));
  } catch (error) {
    return forbidden(error, "the list of failed tasks", "kps::getFailedTask");
  }
}

/** Failed tasks of a server that a list has shown already, without asking for one. */
export function failedSoFar(serverId: string, { watcher }: StepContext): readonly FailedTask[] {
  return (watcher.lastFailedTasks()?.tasks ?? []).filter((entry) => isEntryOf(serverId, entry));
}

/** The server as ECS has it now; `existed`: it is known to have been there. */
export async function seeServer(
  { serverId, verify, existed }: { serverId: string; verify: "auto" | "none"; existed: boolean },
  context: StepContext,
): Promise<SeenServer> {
  const sentAtMs = context.monotonicMs();
  const look = existed ? lookAtKnownServer : lookAtServer;
  return { ...(await look(serverId, verify, context)), sentAtMs };
}

interface TaskList<T extends RunningTask> {
  readonly tasks: readonly T[];
  /** Ids that entries name which cannot be read. */
  readonly busy: ReadonlySet<string>;
  readonly complete: boolean;
  readonly sentAtMs: number;
}

function ofServer<T extends RunningTask>(serverId: string, list: TaskList<T>): Listed<T> {
  return {
    readable: true,
    entries: list.tasks.filter((entry) => isEntryOf(serverId, entry)),
    unreadable: list.busy.has(serverId),
    complete: list.complete,
    sentAtMs: list.sentAtMs,
  };
}

function forbidden(error: unknown, what: string, action: string): { readable: false; why: string } {
  if (isPermissionDenied(error)) {
    return { readable: false, why: `the credentials may not read ${what} (403; needs ${action})` };
  }
  throw error;
}
