import type { FinishedTask } from "../../../operations/report/finishedTask";

/** Where a task stands on the common time axis, in percent of its length. */
export interface Bar {
  readonly task: FinishedTask;
  /** When it was posted, ms since 1970. */
  readonly postedMs: number;
  /** Of the wait for the request quota, and of the task itself. */
  readonly waitFrom: number;
  readonly waitWidth: number;
  readonly from: number;
  readonly width: number;
}

/** The tasks in the order they were posted, on one axis. */
export interface Timeline {
  readonly bars: readonly Bar[];
  /** ms since 1970; the same when there are no tasks. */
  readonly startMs: number;
  readonly endMs: number;
}

/** Lays tasks out from the first one that began to wait to the last end. */
export function timelineOf(tasks: readonly FinishedTask[]): Timeline {
  const timed = tasks.map((task) => {
    const endedMs = Date.parse(task.time);
    const postedMs = endedMs - task.seconds * 1000;
    return { task, endedMs, postedMs, waitedMs: postedMs - (task.waitedSeconds ?? 0) * 1000 };
  });
  timed.sort((one, other) => one.postedMs - other.postedMs);
  const startMs = timed.reduce((least, { waitedMs }) => Math.min(least, waitedMs), timed[0]?.waitedMs ?? 0);
  const endMs = timed.reduce((most, { endedMs }) => Math.max(most, endedMs), startMs);
  const percent = (ms: number): number => Math.round((1e4 * ms) / Math.max(1, endMs - startMs)) / 100;
  const bars = timed.map(({ task, endedMs, postedMs, waitedMs }) => ({
    task,
    postedMs,
    waitFrom: percent(waitedMs - startMs),
    waitWidth: percent(postedMs - waitedMs),
    from: percent(postedMs - startMs),
    width: percent(endedMs - postedMs),
  }));
  return { bars, startMs, endMs };
}
