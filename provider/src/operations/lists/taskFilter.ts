import { ecsServerId } from "../../model/identifier";
import type { Operation } from "../../model/operation";

/** Which entries of a task list are wanted; what is left out does not matter. The service itself cannot filter. */
export interface TaskFilter {
  readonly serverId?: string | undefined;
  readonly keyPairName?: string | undefined;
  /** By the list's `operate_type`. An entry whose type names no operation (`RUNNING`) does not match. */
  readonly operation?: Operation | undefined;
  /** Tasks of this time or later, by the list's `task_time`. An entry without a time does not match. */
  readonly since?: Date | undefined;
  /** Tasks from before this time. An entry without a time does not match. */
  readonly before?: Date | undefined;
}

/** What a filter looks at. */
export interface FilteredTask {
  readonly serverId: string;
  readonly keyPairName: string;
  readonly operation?: Operation;
  readonly taskTime?: string;
}

/** Whether the entry is one of those wanted. */
export function matchesTask(task: FilteredTask, filter: TaskFilter): boolean {
  const { serverId, keyPairName, operation, since, before } = filter;
  const time = task.taskTime === undefined ? undefined : Date.parse(task.taskTime);
  return (
    (serverId === undefined || ecsServerId(task.serverId) === ecsServerId(serverId)) &&
    (keyPairName === undefined || task.keyPairName === keyPairName) &&
    (operation === undefined || task.operation === operation) &&
    (since === undefined || (time !== undefined && time >= since.getTime())) &&
    (before === undefined || (time !== undefined && time < before.getTime()))
  );
}

/** Whether a filter lets everything through. */
export function isEmptyFilter(filter: TaskFilter): boolean {
  return [filter.serverId, filter.keyPairName, filter.operation, filter.since, filter.before].every(
    (wanted) => wanted === undefined,
  );
}
