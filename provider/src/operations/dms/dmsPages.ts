import type { DmsTask } from "../../client/dms/dmsTaskWire";
import { listDmsTasks, type DmsTaskList, type DmsTaskPage } from "../../client/dms/listDmsTasks";
import type { UnreadableEntry } from "../../client/wire/listAnswer";
import { isServiceError } from "../../transport/serviceError";
import type { CallOptions } from "../../transport/callOptions";
import type { DmsPaging, FoundDmsPaging } from "./dmsPaging";
import { namedDmsError } from "./dmsUnknownId";
import { RefusedError } from "../step/refusedError";
import type { Connection } from "../step/connection";
import type { ListPage, PageRequest } from "../../tasks/walkList";

/** An entry of a list of background tasks: a task, or what has no id to tell it by. */
export type DmsListEntry =
  { readonly readable: true; readonly task: DmsTask } | { readonly readable: false; readonly entry: UnreadableEntry };

/** Tells entries apart. */
export function keyOfEntry(entry: DmsListEntry): string {
  return entry.readable ? entry.task.id : entry.entry.key;
}

type Dialect = NonNullable<FoundDmsPaging["dialect"]>;

/** The pages of a list of background tasks, in the dialect that is given or found out. */
export function dmsPages(
  { cloud, foundDmsPaging }: Pick<Connection, "cloud" | "foundDmsPaging">,
  query: {
    readonly instanceId: string;
    readonly since?: Date | undefined;
    readonly until?: Date | undefined;
    readonly paging?: DmsPaging | undefined;
  },
  options: CallOptions | undefined,
): (request: PageRequest) => Promise<ListPage<DmsListEntry>> {
  const { instanceId, since, until, paging = "auto" } = query;
  const window = {
    beginTime: since?.getTime(),
    // Seconds are cut off on the way, and the last one belongs to the window.
    endTime: until === undefined ? undefined : Math.ceil(until.getTime() / 1000) * 1000,
  };
  let first: ListPage<DmsListEntry> | undefined;

  const send = async (page: DmsTaskPage): Promise<ListPage<DmsListEntry>> => {
    try {
      return pageOf(await listDmsTasks(cloud, instanceId, { ...page, ...window }, options));
    } catch (error) {
      throw namedDmsError(error, instanceId);
    }
  };
  const sendIn = (dialect: Dialect, { limit, offset }: PageRequest): Promise<ListPage<DmsListEntry>> =>
    send(dialect === "start" ? { limit, start: offset + 1 } : { limit, offset });
  /** A later page that begins like the first one: the service has not understood where to begin. */
  const isFirstAgain = (list: ListPage<DmsListEntry>): boolean =>
    firstKey(first) !== undefined && firstKey(list) === firstKey(first);

  const later = async (request: PageRequest): Promise<ListPage<DmsListEntry>> => {
    let again: ListPage<DmsListEntry> | undefined;
    const dialects = dialectsFor(paging, foundDmsPaging);
    for (const dialect of dialects) {
      const list = await sendIn(dialect, request).catch((error: unknown) => {
        if (dialect !== dialects.at(-1) && isServiceError(error) && error.status === 400) {
          return undefined;
        }
        throw error;
      });
      if (list !== undefined && !isFirstAgain(list)) {
        // Only a page with something on it shows that it was understood.
        if (paging === "auto" && list.entries.length > 0) {
          foundDmsPaging.dialect = dialect;
        }
        return list;
      }
      again = list ?? again;
    }
    if (again !== undefined && (again.total === undefined || again.total <= (first?.entries.length ?? 0))) {
      // Nothing says that there is more; a task that came meanwhile may have moved the first one here.
      return again;
    }
    throw new RefusedError(
      `listing the background tasks of DMS instance ${instanceId}: the service does not understand where a page is to begin`,
      [["tried", dialects.join(", then ")]],
      paging === "auto" ? "give since, so that one page is enough" : 'leave paging out, or set it to "auto"',
    );
  };

  return async (request) => {
    if (since !== undefined && until !== undefined && until < since) {
      // No task can be of that time, and none is just what a wait waits for.
      throw new RefusedError(
        `listing the background tasks of DMS instance ${instanceId}: until lies before since`,
        [
          ["since", since.toISOString()],
          ["until", until.toISOString()],
        ],
        "give an until that is later than since",
      );
    }
    if (request.offset > 0) {
      return later(request);
    }
    first = await send({ limit: request.limit });
    return first;
  };
}

/**
 * The dialects to try, in their order. The one that was found out goes first and no more: another kind of instance may
 * understand the other one, and a task that came between two pages may have made one look understood.
 */
function dialectsFor(paging: DmsPaging, { dialect }: FoundDmsPaging): readonly Dialect[] {
  if (paging !== "auto") {
    return [paging];
  }
  return dialect === "start" ? ["start", "offset"] : ["offset", "start"];
}

function pageOf({ taskCount, tasks, unreadable }: DmsTaskList): ListPage<DmsListEntry> {
  const readable = tasks.map((task): DmsListEntry => ({ readable: true, task }));
  return {
    total: taskCount,
    entries: [...readable, ...unreadable.map((entry) => ({ readable: false, entry }) as const)],
  };
}

function firstKey(page: ListPage<DmsListEntry> | undefined): string | undefined {
  const entry = page?.entries[0];
  return entry === undefined ? undefined : keyOfEntry(entry);
}
