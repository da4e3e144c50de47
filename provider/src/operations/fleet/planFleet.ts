import { isDrifted, presentKeyPair, type FleetServer, type FleetServers } from "../../model/fleet/fleetServer";

/** What the program asks of its fleet. Values that are not known yet are texts of their own and so differ. */
export interface WantedFleet {
  readonly serverIds: readonly string[];
  readonly keyPairName: unknown;
  /** Given by the program; undefined when it has no opinion. */
  readonly fingerprint: unknown;
  /** Stands for the triggers. */
  readonly triggers: string | undefined;
}

/** What a run does with a server that is not as it should be. */
export interface PlannedChange {
  readonly serverId: string;
  /**
   * `bind` a server that has no key pair as far as is known, `replace` what it has, `adopt` what was found on it and is asked
   * for by now, `look` at one that has the key asked for as far as is known, since an earlier run left it with another wish,
   * `wait` for a task of ours.
   */
  readonly kind: "bind" | "replace" | "adopt" | "look" | "wait";
}

/** What is left to do until the fleet is as the program says. */
export interface FleetPlan {
  /** In the order of `servers`. */
  readonly changes: readonly PlannedChange[];
  /** Servers that are no longer declared and hold something of ours. */
  readonly letGo: readonly string[];
  /** Servers that are no longer declared and hold nothing of ours. */
  readonly forget: readonly string[];
}

/** Compares what the program asks for with what is known of each server. Pure. */
export function planFleet(wanted: WantedFleet, servers: FleetServers): FleetPlan {
  const declared = new Set(wanted.serverIds);
  const changes = wanted.serverIds.flatMap((serverId) => {
    const server = servers.get(serverId);
    return server !== undefined && isSettled(server, wanted) ? [] : [{ serverId, kind: kindOf(server, wanted) }];
  });
  const former = [...servers].filter(([id]) => !declared.has(id));
  return {
    changes,
    letGo: former.filter(([, server]) => holdsOurs(server)).map(([id]) => id),
    forget: former.filter(([, server]) => !holdsOurs(server)).map(([id]) => id),
  };
}

/** Nothing is to be done. */
export function isDone({ changes, letGo, forget }: FleetPlan): boolean {
  return changes.length + letGo.length + forget.length === 0;
}

/** "will bind 12, replace 380, let go 3"; empty when nothing is to be sent. */
export function planText({ changes, letGo }: FleetPlan): string {
  const count = (kind: PlannedChange["kind"]): number => changes.filter((change) => change.kind === kind).length;
  const parts = [
    ["bind", count("bind")],
    ["replace", count("replace")],
    ["adopt", count("adopt")],
    ["look at", count("look")],
    ["wait for", count("wait")],
    ["let go", letGo.length],
  ].flatMap(([what, servers]) => (servers === 0 ? [] : [`${what} ${servers}`]));
  return parts.length === 0 ? "" : `will ${parts.join(", ")}`;
}

/** The server has the key that is asked for, by a bind that the present triggers have had. */
export function isSettled(server: FleetServer, wanted: Omit<WantedFleet, "serverIds">): boolean {
  return server.phase === "bound" && hasKey(server, wanted);
}

function hasKey(server: FleetServer, wanted: Omit<WantedFleet, "serverIds">): boolean {
  return (
    !isDrifted(server) &&
    presentKeyPair(server) === wanted.keyPairName &&
    (wanted.fingerprint === undefined || server.record.keyPairFingerprint === wanted.fingerprint) &&
    server.triggers === wanted.triggers
  );
}

function kindOf(server: FleetServer | undefined, wanted: Omit<WantedFleet, "serverIds">): PlannedChange["kind"] {
  if (server?.phase === "waiting") {
    return "wait";
  }
  if (server?.phase === "bound" && server.found === wanted.keyPairName && server.triggers === wanted.triggers) {
    return "adopt";
  }
  if (server === undefined || presentKeyPair(server) === "") {
    return "bind";
  }
  const { phase, record } = server;
  const isSure = phase !== "gone" && record.phase === "bound" && record.keyUncertain !== true;
  return isSure && hasKey(server, wanted) ? "look" : "replace";
}

function holdsOurs({ record }: FleetServer): boolean {
  return record.boundKeyPairName !== undefined || record.attempt !== undefined;
}
