/** What a step is doing at this moment; shown in the resource's own row. */
export interface Progress {
  /** What is under way, e.g. "REPLACE web-1". */
  doing: string;
  /** The task's status word, or what the step waits for. */
  status?: string | undefined;
  /** Monotonic ms since when it is under way. */
  sinceMs: number;
  taskId?: string | undefined;
  /** Something worth knowing, e.g. that requests are throttled. */
  note?: string | undefined;
  /** What keeps it from getting further at a moment (monotonic ms), where nothing else is worth knowing. */
  pause?: ((nowMs: number) => string | undefined) | undefined;
  /** The whole line, where there is no single thing under way that time and task could be told of. */
  line?: string | undefined;
}

/** One line for a row: "REPLACE web-1: RUNNING_REPLACE, 12 s, task 1111...". */
export function progressLine(progress: Progress, nowMs: number): string {
  if (progress.line !== undefined) {
    return progress.line;
  }
  const seconds = `${Math.max(0, Math.round((nowMs - progress.sinceMs) / 1000))} s`;
  const task = progress.taskId === undefined ? undefined : `task ${progress.taskId}`;
  const parts = [progress.status, seconds, task, progress.note ?? progress.pause?.(nowMs)].filter(
    (part) => part !== undefined && part !== "",
  );
  return `${progress.doing}: ${parts.join(", ")}`;
}
