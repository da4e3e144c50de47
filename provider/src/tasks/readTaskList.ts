import type { RunningTask, TaskList, TaskPage } from "../client/kps/taskRecord";
import type { UnreadableEntry } from "../client/wire/listAnswer";
import type { ListTotals } from "./listTotals";
import { walkList } from "./walkList";

/** Entries asked for at once: the documented default and the most that is known to work. */
export const pageSize = 1000;

/** One page of a task list; throws ServiceError or TransportError. */
export type ListTaskPage<T extends RunningTask> = (page: TaskPage) => Promise<TaskList<T>>;

/** An entry of a task list that can be read, or one that cannot. */
export type TaskEntry<T extends RunningTask> =
  { readonly readable: true; readonly task: T } | { readonly readable: false; readonly entry: UnreadableEntry };

/** What a task list showed. */
export interface ReadTaskList<T extends RunningTask> {
  readonly tasks: readonly T[];
  /** Ids that entries name which cannot be read: servers that are busy with a task nobody can follow. */
  readonly busy: ReadonlySet<string>;
  /** The entries that cannot be read. */
  readonly unreadable: readonly UnreadableEntry[];
  /** Whether a task that is not among them is not in the list. */
  readonly complete: boolean;
}

/** The entries of a task list, page by page as they are wanted, in no particular order; returns whether they are all. */
export function taskEntries<T extends RunningTask>(
  listPage: ListTaskPage<T>,
  totals?: ListTotals,
): ReturnType<typeof walkList<TaskEntry<T>>> {
  return walkList<TaskEntry<T>>({
    page: async (request) => {
      const { total, tasks, unreadable } = await listPage(request);
      const entries: TaskEntry<T>[] = tasks.map((task) => ({ readable: true, task }));
      return { total, entries: [...entries, ...unreadable.map((entry) => ({ readable: false, entry }) as const)] };
    },
    limit: pageSize,
    keyOf: (entry) =>
      entry.readable ? `${entry.task.taskId} ${entry.task.serverId} ${entry.task.taskTime}` : entry.entry.key,
    ...(totals === undefined ? {} : { totals }),
  });
}

/**
 * Reads a task list as a whole. Throws what `listPage` throws: one failed page leaves nothing.
 * @param before what the last list showed: an entry that is the same again is that very object, so that hundreds of tasks
 *   which are listed for minutes do not leave hundreds of copies behind with every list
 */
export async function readTaskList<T extends RunningTask>(
  listPage: ListTaskPage<T>,
  totals: ListTotals,
  before: readonly T[] = [],
): Promise<ReadTaskList<T>> {
  const known = new Map(before.map((task) => [task.taskId, task]));
  const tasks: T[] = [];
  const busy = new Set<string>();
  const unreadable: UnreadableEntry[] = [];
  const entries = taskEntries(listPage, totals);
  for (;;) {
    const next = await entries.next();
    if (next.done === true) {
      return { tasks, busy, unreadable, complete: next.value.complete };
    }
    const { value } = next;
    if (value.readable) {
      const same = known.get(value.task.taskId);
      tasks.push(same !== undefined && isSame(same, value.task) ? same : value.task);
    } else {
      unreadable.push(value.entry);
      value.entry.names.forEach((name) => busy.add(name));
    }
  }
}

function isSame<T extends RunningTask>(one: T, other: T): boolean {
  const keys = Object.keys(other) as (keyof T)[];
  return keys.length === Object.keys(one).length && keys.every((key) => one[key] === other[key]);
}
