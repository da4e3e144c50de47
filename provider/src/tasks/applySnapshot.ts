import { listVerdict, type ListedTasks } from "./listVerdict";
import type { Waiter } from "./waiter";

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
