import type { FleetResult } from "../../model/fleet/fleetResult";
import { isPlainObject, type PlainObject } from "../../model/plainObject";
import type { BindingRecord, TaskFailure } from "../../model/bindingRecord";

/** The failed task of a record, as far as the visible part of a result tells it. */
export function shownFailure({ phase, operation, taskId, failure }: FleetResult): TaskFailure | undefined {
  if (failure === undefined || phase !== "failed" || failure.refused === true) {
    return undefined;
  }
  const { code, message, match = "exact" } = failure;
  return taskId === undefined || operation === undefined
    ? undefined
    : { taskId, operation, ...(code === undefined ? {} : { code }), message, match };
}

/**
 * What has to be kept of the failed task of a record beside what is shown: enough to know that it failed, and to delete the
 * service's record of it once a run comes to the server. Null where the result reads as if there were one.
 */
export function shortFailure(
  { failure, operation }: BindingRecord,
  shown: TaskFailure | undefined,
): PlainObject | null | undefined {
  if (failure === undefined) {
    return shown && null;
  }
  const { taskId, match } = failure;
  return shown?.taskId === taskId && shown.match === match
    ? undefined
    : {
        taskId,
        ...(failure.operation === operation ? {} : { operation: failure.operation }),
        ...(match === "exact" ? {} : { match }),
      };
}

/** What `shortFailure` was given, but for its reason; undefined for what cannot be read. What is whole stays as it is. */
export function longFailure(failure: unknown, { operation }: PlainObject): PlainObject | undefined {
  const whole: PlainObject = { operation, message: "", match: "exact", ...(isPlainObject(failure) ? failure : {}) };
  return typeof whole["taskId"] === "string" && typeof whole["operation"] === "string" ? whole : undefined;
}
