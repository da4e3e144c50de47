import type { RunningTask, TaskPage } from "../client/kps/taskRecord";

/** Entries asked for at once: the documented default and the most that is known to work. */
export const pageSize = 1000;

/**
 * Reads a task list to its end: until a page is empty, brings nothing new, or the service's own total is reached.
 * The offset grows by what was returned, whatever was asked for. Entries may be skipped when the list shrinks meanwhile.
 * @throws what `listPage` throws: one failed page leaves nothing.
 */
export async function walkPages<T extends RunningTask>(
  listPage: (page: TaskPage) => Promise<{ readonly total: number; readonly tasks: readonly T[] }>,
): Promise<T[]> {
  const entries = new Map<string, T>();
  for (let offset = 0; ;) {
    const page = await listPage({ limit: pageSize, offset });
    const known = entries.size;
    for (const task of page.tasks) {
      entries.set(`${task.taskId} ${task.serverId} ${task.taskTime}`, task);
    }
    offset += page.tasks.length;
    if (page.tasks.length === 0 || entries.size === known || offset >= page.total) {
      return [...entries.values()];
    }
  }
}
