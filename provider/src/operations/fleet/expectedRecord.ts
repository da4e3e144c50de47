import type { PlainObject } from "../../model/plainObject";
import type { FleetResult } from "../../model/fleet/fleetResult";
import { shownFailure } from "./shortFailure";

/** What a result as it stands says of the record; only what differs has to be kept beside it. */
export function expectedRecord(result: FleetResult): PlainObject {
  const { phase, keyPairName, operation, taskId, startedAt, seconds, failure } = result;
  const bound = keyPairName !== "";
  const settled = bound ? "bound" : "unbound";
  return {
    phase: phase === "waiting" || (phase === "failed" && failure?.refused !== true) ? phase : settled,
    operation,
    taskId,
    taskStatus: phase === "bound" && operation !== undefined ? `SUCCESS_${operation}` : undefined,
    startedAt,
    finishedAt: endOf(startedAt, seconds),
    boundKeyPairName: bound ? keyPairName : undefined,
    adopted: bound ? false : undefined,
    tookOver: bound ? false : undefined,
    verified: bound ? true : undefined,
    failure: shownFailure(result),
  };
}

/** Undefined also where state holds what is no time. */
function endOf(startedAt = "", seconds = NaN): string | undefined {
  const end = new Date(Date.parse(startedAt) + Math.round(seconds * 1_000));
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}
