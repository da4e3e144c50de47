import { listFailedTasks, listRunningTasks } from "../../operations/lists/taskListing";
import type { CallOptions } from "../../transport/callOptions";
import { connected, type ConnectionFlags } from "../connection";
import type { Session } from "../session";
import { showList, type ListFlags } from "../showList";
import { failedListing, runningListing } from "../taskListings";
import { taskFilter, type TaskFilterFlags } from "./taskFilterFlags";

type Flags = ConnectionFlags & ListFlags & TaskFilterFlags;

/** `tasks running` */
export async function tasksRunning(flags: Flags, session: Session): Promise<number> {
  const { cloud } = await connected(flags, session);
  const list = (options: CallOptions) => listRunningTasks(cloud, taskFilter(flags, cloud.serviceNow()), options);
  return showList(runningListing, list, flags, session, cloud);
}

/** `tasks failed`: the failed tasks are its answer, not its failure. */
export async function tasksFailed(flags: Flags, session: Session): Promise<number> {
  const { cloud } = await connected(flags, session);
  const list = (options: CallOptions) => listFailedTasks(cloud, taskFilter(flags, cloud.serviceNow()), options);
  return showList(failedListing, list, flags, session, cloud);
}
