import type { FleetServer } from "../../model/fleet/fleetServer";
import type { FleetEnd } from "./fleetEnd";

/** A server that nothing is known of. */
export const UNKNOWN_SERVER: FleetServer = { phase: "notBegun", record: { phase: "unbound" } };

/**
 * What is known of a declared server once a run has ended for it. `triggers` stands for those of the run: they count
 * as had once something was posted or nothing was to be.
 */
export function declaredAfter(
  before: FleetServer = UNKNOWN_SERVER,
  end: FleetEnd,
  triggers: string | undefined,
): FleetServer {
  switch (end.end) {
    case "bound":
      return { phase: "bound", record: end.record, triggers };
    case "waiting":
      return { phase: "waiting", record: end.record, triggers: end.earlier ? before.triggers : triggers };
    case "failed":
      return end.record === undefined
        ? { ...before, record: end.settled ?? before.record, phase: "failed", failure: end.failure }
        : { phase: "failed", record: end.record, failure: end.failure, triggers };
    case "notBegun":
      return end.settled === undefined
        ? notBegun(before, before.phase)
        : notBegun({ ...before, record: end.settled }, end.settled.phase);
    case "letGo":
      return notBegun(before, before.phase);
  }
}

/** What is known of a server that is no longer declared; undefined once it was let go. */
export function leavingAfter(before: FleetServer = UNKNOWN_SERVER, end: FleetEnd): FleetServer | undefined {
  if (end.end === "letGo") {
    return undefined;
  }
  const { settled = before.record } = end.end === "failed" || end.end === "notBegun" ? end : {};
  const { record = settled, failure = before.failure } = end.end === "failed" ? end : {};
  return { ...before, phase: "leaving", record, failure };
}

function notBegun(before: FleetServer, phase: FleetServer["phase"]): FleetServer {
  return { ...before, phase: phase === "waiting" ? "waiting" : "notBegun" };
}
