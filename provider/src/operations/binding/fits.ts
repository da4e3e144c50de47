import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import { latestMoment } from "../../client/wire/epochMs";
import { isUnbindStatus, parseTaskStatus } from "../../tasks/taskStatus";
import type { Listed } from "./evidence";
import { expectedName, type Sent } from "./sent";

/** A POST may be accepted so long after its exchange has ended, in ms; later nobody can tell. */
export const ACCEPTED_WITHIN_MS = 30_000;
/** The service's clock is known to about a second only (its Date header). */
const CLOCK_TOLERANCE_MS = 2_000;

/**
 * Whether an entry of a task list may be the task of a POST without a usable answer: "strong" by the key pair that was
 * asked for, "weak" by the one that was there before (lists may show that of a REPLACE, or of a RESET) or when the entry
 * has no time that can be read, "no" when it is another task.
 */
export type Fit = "strong" | "weak" | "no";

/** What an entry is compared with. */
export interface FitQuery {
  sent: Sent;
  serverId: string;
  /** Tasks that are known to be others. */
  dismissed: ReadonlySet<string>;
  /** Factor on the provider's own waits; 1 except in tests. */
  timeScale: number;
}

/** How far a running task fits. */
export function fitOfRunning(entry: RunningTask, query: FitQuery): Fit {
  const { sent, timeScale } = query;
  const lastMs = sent.endedAtServiceMs + ACCEPTED_WITHIN_MS * timeScale + CLOCK_TOLERANCE_MS;
  return hasTime(entry) && (latestMoment(entry.taskTime) < earliestMs(sent) || entry.taskTime > lastMs)
    ? "no"
    : fitByWhat(entry, query);
}

/** How far a failed task fits. Its time may be that of its end, so there is no latest one. */
export function fitOfFailed(entry: FailedTask, query: FitQuery): Fit {
  return hasTime(entry) && latestMoment(entry.taskTime) < earliestMs(query.sent) ? "no" : fitByWhat(entry, query);
}

/**
 * Marks of the failures that a list had shown before a POST went out (`sentAtServiceMs`: ms since 1970 by the service's clock)
 * and that their time alone would not tell from its own.
 */
export function failureMarks(shown: readonly FailedTask[], serverId: string, sentAtServiceMs: number): string[] {
  return shown
    .filter((entry) => hasTime(entry) && latestMoment(entry.taskTime) >= earliestMs({ sentAtServiceMs }))
    .map((entry) => failureMark(entry, serverId));
}

/**
 * The failed tasks without those that lists have shown to be none of the POST's own: before it went out, or as one that began
 * when it could not be accepted any more.
 */
export function unseenFailures(
  failed: Listed<FailedTask>,
  { sent, serverId }: Pick<FitQuery, "sent" | "serverId">,
): Listed<FailedTask> {
  if (!failed.readable) {
    return failed;
  }
  const seen = [...sent.others];
  const entries = failed.entries.filter((entry) => {
    const index = entry.taskId === sent.taskId ? -1 : seen.indexOf(failureMark(entry, serverId));
    // Each mark stands for one failure: with times in whole seconds another one may have the same.
    return index < 0 || seen.splice(index, 1).length === 0;
  });
  return { ...failed, entries };
}

/** How a list of failed tasks will name a task: by its own id, or, where lists have the server's in its place, by its time. */
function failureMark(entry: RunningTask, serverId: string): string {
  return ownIdOf(entry, serverId) ?? `failed at ${entry.taskTime}`;
}

/** The id of a task by its entry; undefined where the entry has none, or the server's in its place. */
export function ownIdOf({ taskId }: RunningTask, serverId: string): string | undefined {
  return taskId === serverId || taskId === "" ? undefined : taskId;
}

/** Notes a task that cannot be the change, whatever its word says: the list of failed tasks may show it later. */
export function noteOther(entry: RunningTask | undefined, query: FitQuery): void {
  const { others } = query.sent;
  if (entry === undefined || fitOfRunning(wordless(entry), query) !== "no") {
    return;
  }
  const mark = failureMark(entry, query.serverId);
  if (!others.includes(mark)) {
    others.push(mark);
  }
}

/** An entry without its word, which may be wrong: enough to end by, too little to tell as ours. */
export function wordless<T extends RunningTask>(entry: T): T {
  return { ...entry, operateType: "" };
}

function fitByWhat(entry: RunningTask, { sent, serverId, dismissed }: FitQuery): Fit {
  const ownId = ownIdOf(entry, serverId);
  const seen = dismissed.has(entry.taskId) || (ownId !== undefined && sent.others.includes(ownId));
  // What has an id of its own is not the task that the answer to our POST named.
  const another = sent.taskId !== undefined && ownId !== undefined && ownId !== sent.taskId;
  if (seen || another || contradicts(entry.operateType, sent)) {
    return "no";
  }
  if (entry.keyPairName === sent.keyPairName) {
    return hasTime(entry) ? "strong" : "weak";
  }
  const replaces = expectedName(sent) !== "" && sent.before !== undefined && sent.before !== "";
  return replaces && entry.keyPairName === sent.before ? "weak" : "no";
}

/** Only binding and unbinding are told apart: the service's words for BIND, RESET and REPLACE are mixed up. */
function contradicts(word: string, sent: Sent): boolean {
  const named = parseTaskStatus(word).operation !== undefined;
  return named && isUnbindStatus(word) !== (expectedName(sent) === "");
}

function hasTime({ taskTime }: RunningTask): boolean {
  return taskTime > 0;
}

function earliestMs(sent: Pick<Sent, "sentAtServiceMs">): number {
  return sent.sentAtServiceMs - CLOCK_TOLERANCE_MS;
}
