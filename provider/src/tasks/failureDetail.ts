import { isPermissionDenied } from "../client/apiErrors";
import type { FailedTask } from "../client/kps/taskRecord";
import { latestMoment } from "../client/wire/epochMs";
import { serverIdIn } from "../client/wire/id";
import { actionOf } from "../diagnostics/iamActions";
import { isServiceError } from "../transport/serviceError";
import { isTransportError } from "../transport/transportError";
import { troubleOf } from "./pollTrouble";
import type { FailedSnapshot, TaskWatcher } from "./taskWatcher";

/** Pauses before each look for the record, in ms: it may show some time after the task has failed. */
const pausesMs = [0, 1_000, 2_000, 3_000, 4_000];

/** A task that has failed. Times are monotonic ms unless said otherwise. */
export interface FailureQuery {
  readonly taskId: string;
  readonly serverId: string;
  readonly keyPairName: string;
  /** When it was posted, by the service's own clock (ms since 1970); without it only the task id can tell. */
  readonly postedAtServiceMs?: number | undefined;
  readonly failedSeenAtMs: number;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The service's record of a failure: by task id, or else the only one it can be. */
export interface FailureDetail {
  readonly match: "exact" | "probable";
  readonly record: FailedTask;
}

/** What was found of a failure; `unexplained` says why nothing more could be. */
export interface FailureFinding {
  readonly detail?: FailureDetail | undefined;
  readonly unexplained?: string;
}

/**
 * Looks up why a task has failed (ListFailedTask), several times within ten seconds. Failures of one moment share the
 * lists. Never throws.
 */
export async function findFailure(watcher: TaskWatcher, query: FailureQuery): Promise<FailureFinding> {
  let probable: FailureDetail | undefined;
  let unexplained: string | undefined;
  let sentAfterMs = query.failedSeenAtMs;
  for (const pauseMs of pausesMs) {
    const { deadlineMs, signal } = query;
    try {
      const snapshot = await watcher.failedTasks({ sentAfterMs, pauseMs, deadlineMs, signal });
      sentAfterMs = snapshot.sentAtMs;
      const detail = matchFailure(snapshot.tasks, query);
      if (detail !== undefined && isFinal(detail, query)) {
        return { detail };
      }
      probable = detail;
      unexplained = detail === undefined ? whyMissing(snapshot, query) : undefined;
    } catch (error) {
      return { detail: probable, unexplained: whyUnread(error) };
    }
  }
  return { detail: probable, ...(unexplained === undefined ? {} : { unexplained }) };
}

/** Why no reason is known where a list that does not show the record may hide it. */
export const NO_WHOLE_LIST =
  "the list of failed tasks could not be read as a whole, and what there is of it has no record";

/** Why no reason is known where the list has records of the server under no task's id, and nobody knows when the task began. */
export const NAMES_SERVERS =
  "the list of failed tasks names servers in place of tasks, so that nobody can tell which record of this server is that of the task";

function whyMissing(snapshot: FailedSnapshot, query: FailureQuery): string | undefined {
  if (mayHide(snapshot, query)) {
    return NO_WHOLE_LIST;
  }
  const namesServer = snapshot.tasks.some(({ taskId }) => taskId === serverIdIn(query.serverId));
  return namesServer && query.postedAtServiceMs === undefined ? NAMES_SERVERS : undefined;
}

/** Whether the record may be missing only because the list is not whole, or be one of those that cannot be read. */
function mayHide({ complete, unreadable }: FailedSnapshot, { taskId, serverId }: FailureQuery): boolean {
  return (
    !complete ||
    unreadable.some(({ names }) => names.length === 0 || names.includes(taskId) || names.includes(serverId))
  );
}

/** Why the list of failed tasks tells nothing. A missing permission is no answer of the service about the task. */
export function whyUnread(error: unknown): string {
  if (isPermissionDenied(error)) {
    return `the credentials may not read the list of failed tasks (403; needs ${actionOf("ListFailedTask")})`;
  }
  return isServiceError(error) || isTransportError(error)
    ? `the list of failed tasks could not be read (${troubleOf(error)})`
    : "the list of failed tasks was not read in time";
}

/**
 * The record of a task among failure records, which may be years old: by task id; else the record of that server and
 * key pair that is newer than the POST, if there is exactly one.
 */
export function matchFailure(records: readonly FailedTask[], query: FailureQuery): FailureDetail | undefined {
  const exact = records.find((record) => record.taskId.toLowerCase() === query.taskId.toLowerCase());
  if (exact !== undefined) {
    return { match: "exact", record: exact };
  }
  const [only, ...others] = records.filter((record) => isNewOfServer(record, query));
  return only === undefined || others.length > 0 ? undefined : { match: "probable", record: only };
}

function isNewOfServer(record: FailedTask, query: FailureQuery): boolean {
  const ofServer = record.serverId === query.serverId || record.taskId === query.serverId;
  return (
    ofServer && record.keyPairName === query.keyPairName && isNewerThanPost(record.taskTime, query.postedAtServiceMs)
  );
}

function isNewerThanPost(taskTimeMs: number, postedAtServiceMs: number | undefined): boolean {
  return postedAtServiceMs !== undefined && latestMoment(taskTimeMs) >= postedAtServiceMs;
}

/** A record under another task's id may be another task's, so a later list may know better; one under the server's may not. */
function isFinal(detail: FailureDetail, query: FailureQuery): boolean {
  return detail.match === "exact" || detail.record.taskId === query.serverId;
}
