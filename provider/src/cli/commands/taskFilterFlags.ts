import type { TaskFilter } from "../../operations/lists/taskFilter";
import type { Operation } from "../../model/operation";
import { momentOf, type MomentFlag } from "../timeFlags";

/** The flags that say which entries of a task list are wanted. */
export interface TaskFilterFlags {
  readonly server?: string;
  readonly keyPair?: string;
  readonly operation?: Operation;
  readonly since?: MomentFlag;
  /** ms */
  readonly olderThan?: number;
}

/** The filter they make; times count back from `nowMs` (ms since 1970). */
export function taskFilter(flags: TaskFilterFlags, nowMs: number): TaskFilter {
  return {
    serverId: flags.server,
    keyPairName: flags.keyPair,
    operation: flags.operation,
    since: momentOf(flags.since, nowMs),
    before: flags.olderThan === undefined ? undefined : new Date(nowMs - flags.olderThan),
  };
}
