import type { TasklessServer } from "../report/tasklessServer";
import { tasklessServer } from "../report/tasklessServer";
import type { FleetEnd } from "./fleetEnd";

/** A server that a run was for. */
interface RunServer {
  readonly serverId: string;
  /** The key pair it was to have, or to be rid of. */
  readonly keyPairName: string;
}

/**
 * What the report tells of those servers of a run that no task of ours has ended for: settled already, refused, still
 * waiting, not begun. `stopped` is why not all were begun.
 */
export function tasklessServers(
  servers: readonly RunServer[],
  ends: ReadonlyMap<string, FleetEnd>,
  run: { readonly time: string; readonly stopped: string | undefined; readonly urn: string | undefined },
): TasklessServer[] {
  return servers.map(({ serverId, keyPairName }) => {
    const end = ends.get(serverId) ?? { end: "notBegun" };
    return tasklessServer(
      { time: run.time, serverId, keyPairName, outcome: outcomeOf(end) },
      toldOf(end, run.stopped),
      run.urn,
    );
  });
}

function outcomeOf(end: FleetEnd): TasklessServer["outcome"] {
  switch (end.end) {
    case "bound":
    case "letGo":
      return "settled";
    case "failed":
      return end.failure.refused === true ? "refused" : "failed";
    case "waiting":
    case "notBegun":
      return end.end;
  }
}

function toldOf(end: FleetEnd, stopped: string | undefined): Parameters<typeof tasklessServer>[1] {
  switch (end.end) {
    case "bound":
    case "waiting":
      return { serverName: end.serverName };
    case "failed":
      return { serverName: end.serverName, code: end.failure.code, message: end.failure.message };
    case "letGo":
      return {};
    case "notBegun":
      return { message: stopped };
  }
}
