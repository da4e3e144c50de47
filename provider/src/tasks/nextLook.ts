import { taskIntervalMs, shortestLookMs, type Pace, type Paces } from "./pace";

/** What the time of the next look at one task depends on. Times are monotonic ms. */
export interface LookFacts {
  readonly submittedAtMs: number;
  readonly deadlineMs: number;
  /** Of the last look of any kind; undefined: none yet. */
  readonly lastLookMs: number | undefined;
  /** The wait was taken up again, so the task may have ended long ago. */
  readonly resumed: boolean;
  /** A fresh list does not show the task: it is time to ask for it. */
  readonly absent: boolean;
  /** The list does not show the task although it runs. */
  readonly misled: boolean;
  /** Backoff after an answer that did not help. */
  readonly notBeforeMs: number;
  /** Factor on intervals, close to 1, so that two programs do not march in step. */
  readonly jitter: number;
  readonly finalLookDone: boolean;
}

/** When the task itself is to be looked at next; Infinity while the list does it. */
export function nextLookMs(task: LookFacts, paces: Paces, timeScale: number): number {
  const pace = task.misled ? paces.misled : paces.trusting;
  const regular = task.absent ? task.notBeforeMs : Math.max(task.notBeforeMs, byPace(task, pace, timeScale));
  return task.finalLookDone ? regular : Math.min(regular, finalLookMs(task.deadlineMs, timeScale));
}

/** When a task is looked at for the last time, so that the answer comes before the deadline. */
export function finalLookMs(deadlineMs: number, timeScale: number): number {
  return deadlineMs - shortestLookMs * timeScale;
}

/**
 * When the next list is to be sent for those who wait for it: an interval after the longest neglected of them was
 * looked at, and never within an interval of the last list.
 */
export function nextListMs(
  list: { readonly lastSentMs: number; readonly intervalMs: number; readonly jitter: number },
  leastRecentLookMs: number,
): number {
  return Math.max(list.lastSentMs + list.intervalMs, leastRecentLookMs + list.intervalMs * list.jitter);
}

/** When a task counts as looked at last: one that was just posted needs no look yet, one taken up again does. */
export function lookedAtMs(task: Pick<LookFacts, "lastLookMs" | "resumed" | "submittedAtMs">): number {
  return task.lastLookMs ?? (task.resumed ? -Infinity : task.submittedAtMs);
}

function byPace(task: LookFacts, pace: Pace, timeScale: number): number {
  if (pace.by === "list") {
    return Infinity;
  }
  const last = lookedAtMs(task);
  const ageMs = Math.max(0, last - task.submittedAtMs);
  const interval = pace.by === "age" || task.lastLookMs === undefined ? taskIntervalMs(ageMs, timeScale) : pace.ms;
  return last + Math.max(shortestLookMs * timeScale, interval * task.jitter);
}
