import { deleteFailedTask, deleteRecords } from "../../operations/lists/deleteFailedTasks";
import { isEmptyFilter } from "../../operations/lists/taskFilter";
import { listFailedTasks } from "../../operations/lists/taskListing";
import { askYes } from "../askYes";
import { connected, type ConnectionFlags } from "../connection";
import { exitStatus } from "../exitStatus";
import { listingLines, NOT_WHOLE } from "../listing";
import { jsonText } from "../plainText";
import type { Session } from "../session";
import { failedListing } from "../taskListings";
import { UsageError } from "../usageError";
import { taskFilter, type TaskFilterFlags } from "./taskFilterFlags";

type Flags = ConnectionFlags & TaskFilterFlags & { readonly yes?: boolean; readonly json?: boolean };

/** `tasks delete`: records of failed tasks, by one id or by a filter. */
export async function tasksDelete(taskId: string | undefined, flags: Flags, session: Session): Promise<number> {
  const noFilter = isEmptyFilter(taskFilter(flags, 0));
  if (taskId === undefined && noFilter) {
    throw new UsageError(
      "Give the id of a failed task, or at least one of --server, --key-pair, --operation, --since and --older-than: " +
        "the list belongs to the whole project.",
    );
  }
  if (taskId !== undefined && !noFilter) {
    throw new UsageError("Give an id or a filter, not both.");
  }
  const deleted = taskId === undefined ? await byFilter(flags, session) : await byId(taskId, flags, session);
  if (flags.json === true) {
    session.terminal.out(`${jsonText(deleted)}\n`);
  } else {
    session.terminal.out(`${deleted.length} ${deleted.length === 1 ? "record" : "records"} deleted\n`);
  }
  return exitStatus.fine;
}

async function byId(taskId: string, flags: Flags, session: Session): Promise<string[]> {
  const { cloud } = await connected(flags, session);
  const question = `Delete the record of failed task ${taskId}?`;
  if (flags.yes !== true && !(await askYes(question, session))) {
    return [];
  }
  await deleteFailedTask(cloud, taskId, { signal: session.signal });
  return [taskId];
}

async function byFilter(flags: Flags, session: Session): Promise<string[]> {
  const { terminal, signal } = session;
  const { cloud } = await connected(flags, session);
  const { entries: records, complete } = await listFailedTasks(cloud, taskFilter(flags, cloud.serviceNow()), {
    signal,
  });
  if (!complete) {
    terminal.err(`${NOT_WHOLE}\n`);
  }
  if (records.length === 0) {
    return [];
  }
  if (flags.yes !== true) {
    const { lines, remark } = listingLines(failedListing, records, terminal.columns(), terminal.paintErr);
    terminal.err(`${[...lines, remark].join("\n")}\n`);
    if (!(await askYes(`Delete ${records.length === 1 ? "this record" : "these records"}?`, session))) {
      return [];
    }
  }
  return (await deleteRecords(cloud, records, { signal })).map((record) => record.taskId);
}
