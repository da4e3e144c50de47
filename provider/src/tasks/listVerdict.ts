import type { RunningTask } from "../client/kps/taskRecord";
import type { Waiter } from "./waiter";

/** A list of running tasks, prepared for looking tasks up. */
export interface ListedTasks {
  /** Monotonic ms. */
  readonly sentAtMs: number;
  /** What stands in the field for the task id, be it the id of a task or, as the API page has it, of a VM. */
  readonly taskIds: ReadonlySet<string>;
  readonly serverIds: ReadonlySet<string>;
}

/** What a list says about a task that is waited for; `unjudged` when it is too old or too early to tell. */
export type ListVerdict = "present" | "absent" | "unjudged";

/** Prepares a snapshot. */
export function listedTasks(snapshot: {
  readonly sentAtMs: number;
  readonly tasks: readonly RunningTask[];
}): ListedTasks {
  return {
    sentAtMs: snapshot.sentAtMs,
    taskIds: new Set(snapshot.tasks.map((task) => task.taskId)),
    serverIds: new Set(snapshot.tasks.map((task) => task.serverId)),
  };
}

/**
 * Judges one task by a list. Only a list that was sent after the POST counts. Tasks are known to appear in the list
 * some time after the POST (`lateMs`, learned); before that a task the list has never shown is not absent.
 */
export function listVerdict(
  task: {
    readonly taskId: string;
    readonly serverId: string;
    readonly submittedAtMs: number;
    /** The list has shown it before, by whichever id. */
    readonly listed: boolean;
    /** The list has shown it under its own id. */
    readonly listedById: boolean;
  },
  list: ListedTasks,
  lateMs: number,
): ListVerdict {
  if (list.sentAtMs < task.submittedAtMs) {
    return "unjudged";
  }
  // Once the list has named the task itself, other entries of its server are other tasks.
  const byServer = !task.listedById && (list.taskIds.has(task.serverId) || list.serverIds.has(task.serverId));
  if (list.taskIds.has(task.taskId) || byServer) {
    return "present";
  }
  return !task.listed && list.sentAtMs - task.submittedAtMs <= lateMs ? "unjudged" : "absent";
}

/** Fresh lists without a running task until the list is no longer trusted with it. */
const absencesToMistrust = 3;

/** Takes a list of running tasks into account. It ends no wait: a task it does not show is to be asked for. */
export function applySnapshot(waiter: Waiter, list: ListedTasks, lateMs: number): void {
  const { taskId, serverId, submittedAtMs } = waiter.request;
  const listed = waiter.listed || waiter.resumed;
  const verdict = listVerdict({ taskId, serverId, submittedAtMs, listed, listedById: waiter.listedById }, list, lateMs);
  if (verdict === "unjudged") {
    return;
  }
  waiter.lastLookMs = Math.max(waiter.lastLookMs ?? -Infinity, list.sentAtMs);
  waiter.listRecovered();
  if (verdict === "present") {
    waiter.listed = true;
    waiter.listedById ||= list.taskIds.has(taskId);
    waiter.absent = false;
    waiter.absences = 0;
    waiter.contradictions = 0;
    waiter.unknownAnswers = 0;
    waiter.misled = false;
    waiter.observe("listed as running");
    waiter.seeListed();
    return;
  }
  waiter.observe("not listed");
  waiter.absences += 1;
  if (waiter.misled || waiter.looking) {
    return;
  }
  if (waiter.contradictions > 0 && waiter.absences >= absencesToMistrust) {
    waiter.misled = true;
    waiter.sayOnce("the list of running tasks does not show the task although it runs; asking for the task itself");
    return;
  }
  waiter.absent = true;
  waiter.absentAtMs = list.sentAtMs;
}
