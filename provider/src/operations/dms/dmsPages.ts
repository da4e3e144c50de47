import type { DmsTask } from "../../client/dms/dmsTaskWire";
import { listDmsTasks, type DmsTaskList, type DmsTaskPage } from "../../client/dms/listDmsTasks";
import { isServiceError } from "../../transport/serviceError";
import type { CallOptions } from "../../transport/callOptions";
import type { DmsPaging, FoundDmsPaging } from "./dmsPaging";
import { namedDmsError } from "./dmsUnknownId";
import { RefusedError } from "../step/refusedError";
import type { Connection } from "../step/connection";
import type { ListPage, PageRequest } from "../../tasks/walkList";

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
): (request: PageRequest) => Promise<ListPage<DmsTask>> {
  const { instanceId, since, until, paging = "auto" } = query;
  const window = {
    beginTime: since?.getTime(),
    // Seconds are cut off on the way, and the last one belongs to the window.
    endTime: until === undefined ? undefined : Math.ceil(until.getTime() / 1000) * 1000,
  };
  let firstId: string | undefined;

  const send = async (page: DmsTaskPage): Promise<DmsTaskList> => {
    try {
      return await listDmsTasks(cloud, instanceId, { ...page, ...window }, options);
    } catch (error) {
      throw namedDmsError(error, instanceId);
    }
  };
  const sendIn = (dialect: Dialect, { limit, offset }: PageRequest): Promise<DmsTaskList> =>
    send(dialect === "start" ? { limit, start: offset + 1 } : { limit, offset });
  /** A later page that begins like the first one: the service has not understood where to begin. */
  const isFirstAgain = (list: DmsTaskList): boolean => firstId !== undefined && list.tasks[0]?.id === firstId;

  const later = async (request: PageRequest): Promise<DmsTaskList> => {
    const known = paging === "auto" ? foundDmsPaging.dialect : paging;
    for (const dialect of known === undefined ? (["offset", "start"] as const) : [known]) {
      const list = await sendIn(dialect, request).catch((error: unknown) => {
        if (known === undefined && dialect === "offset" && isServiceError(error) && error.status === 400) {
          return undefined;
        }
        throw error;
      });
      if (list !== undefined && !isFirstAgain(list)) {
        // Only a page with something on it shows that it was understood.
        if (known === undefined && list.tasks.length > 0) {
          foundDmsPaging.dialect = dialect;
        }
        return list;
      }
    }
    throw new RefusedError(
      `listing the background tasks of DMS instance ${instanceId}: the service does not understand where a page is to begin`,
      [["tried", known ?? "offset, then start"]],
      known === undefined ? "give since, so that one page is enough" : 'leave paging out, or set it to "auto"',
    );
  };

  return async (request) => {
    const list = request.offset === 0 ? await send({ limit: request.limit }) : await later(request);
    if (request.offset === 0) {
      firstId = list.tasks[0]?.id;
    }
    return { total: list.taskCount, entries: list.tasks };
  };
}
