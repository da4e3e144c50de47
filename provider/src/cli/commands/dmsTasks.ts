import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import { listDmsTasks, type DmsTaskQuery } from "../../operations/dms/dmsListing";
import { waitForDmsTasks } from "../../operations/dms/waitForDmsTasks";
import { shownEntry } from "../../operations/lists/shownEntry";
import type { CallOptions } from "../../transport/callOptions";
import { connected, waitingContext, type ConnectionFlags } from "../connection";
import { exitStatus } from "../exitStatus";
import { listingLines, type Listing } from "../listing";
import { liveLine } from "../liveLine";
import { jsonText } from "../plainText";
import type { Session } from "../session";
import { showList, type ListFlags } from "../showList";
import type { Style } from "../styles";
import { momentOf, type MomentFlag } from "../timeFlags";
import { timeText } from "../timeText";

/** The flags that say which background tasks are wanted. */
interface DmsFlags extends ConnectionFlags {
  readonly since?: MomentFlag;
  readonly until?: MomentFlag;
  readonly name?: readonly string[];
}

/** `dms tasks <instance>` */
export async function dmsTasks(instanceId: string, flags: DmsFlags & ListFlags, session: Session): Promise<number> {
  const connection = await connected(flags, session);
  const { cloud } = connection;
  const list = (options: CallOptions) =>
    listDmsTasks(connection, queryOf(instanceId, flags, cloud.serviceNow()), options);
  return showList(listing, list, flags, session, cloud);
}

/** `dms wait <instance>`; `timeout` in ms. */
export async function dmsWait(
  instanceId: string,
  flags: DmsFlags & { readonly json?: boolean; readonly expect?: number; readonly timeout: number },
  session: Session,
): Promise<number> {
  const { terminal } = session;
  const line = liveLine(session);
  const { end, tally, ...found } = await waitingContext(flags, session, line.show)
    .then((context) => {
      const query = queryOf(instanceId, flags, context.cloud.serviceNow());
      return waitForDmsTasks({ ...query, expect: flags.expect }, context);
    })
    .finally(line.close);
  const tasks = found.tasks.map((task) => shownEntry(task, session.connections.secrets));
  const { lines, remark } = listingLines(listing, tasks, terminal.columns(), terminal.paint);
  const text = flags.json === true ? jsonText(tasks.map(listing.json)) : lines.join("\n");
  terminal.out(text === "" ? "" : `${text}\n`);
  const { settled, unsettled } = tally.counts;
  const failed = tally.failed.length;
  const sum = `${remark}: ${settled} settled, ${unsettled} not; ${failed} failed or cancelled`;
  terminal.err(`${terminal.paintErr("dim", sum)}\n`);
  if (end === "waiting") {
    terminal.err("They have not settled in time; wait again, longer with --timeout.\n");
    return exitStatus.noAnswer;
  }
  return failed === 0 ? exitStatus.fine : exitStatus.found;
}

function queryOf(instanceId: string, flags: DmsFlags, nowMs: number): DmsTaskQuery {
  return {
    instanceId,
    since: momentOf(flags.since, nowMs),
    until: momentOf(flags.until, nowMs),
    names: flags.name,
  };
}

const listing: Listing<DmsTaskEntry> = {
  what: ["background task", "background tasks"],
  columns: [
    { title: "CREATED", rank: 4, text: ({ createdAt }) => timeText(createdAt) },
    { title: "CHANGED", rank: 2, text: ({ updatedAt }) => timeText(updatedAt) },
    { title: "NAME", rank: 7, least: 16, text: ({ name }) => name },
    { title: "STATUS", rank: 6, text: ({ status }) => status, style: styleOf },
    { title: "USER", rank: 1, least: 8, text: ({ userName }) => userName ?? "-" },
    { title: "TASK", rank: 5, text: ({ id }) => id },
  ],
  // What the person gave to the task may hold secrets.
  json: ({ id, name, status, userName, userId, createdAt, updatedAt }) => ({
    id,
    name,
    status,
    userName,
    userId,
    createdAt,
    updatedAt,
  }),
};

function styleOf({ status }: DmsTaskEntry): Style | undefined {
  if (status === "SUCCESS") {
    return "green";
  }
  return status === "FAILED" || status === "CANCELLED" ? "red" : "yellow";
}
