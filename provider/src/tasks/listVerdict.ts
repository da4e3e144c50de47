import type { RunningTask } from "../client/kps/taskRecord";

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
