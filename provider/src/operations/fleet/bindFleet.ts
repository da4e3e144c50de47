import type { FleetServer } from "../../model/fleet/fleetServer";
import { failuresAllowed } from "../../model/fleet/failureLimit";
import { ecsServerId } from "../../model/identifier";
import { forgetFailedTask } from "../binding/forgetFailedTask";
import type { StepContext } from "../step/stepContext";
import { bindServer, letServerGo, notTried } from "./bindServer";
import { changeFleet, type FleetJob, type FleetOutcome } from "./changeFleet";
import type { FleetEnd } from "./fleetEnd";
import type { FleetRequest } from "./fleetRequest";
import { planFleet } from "./planFleet";
import { reasonOf } from "./reasonOf";
import { requireKeyPair } from "./requireKeyPair";
import { declaredAfter, leavingAfter, UNKNOWN_SERVER } from "./serverAfter";
import { tasklessServers } from "./tasklessServers";

/** What a run has made of a fleet. */
export interface FleetChange {
  /** All that is known now, in the order of `servers`; what could not be let go comes last. */
  readonly servers: ReadonlyMap<string, FleetServer>;
  /** How it ended for each server that was to be changed. */
  readonly ends: ReadonlyMap<string, FleetEnd>;
  /** Why not all were begun. */
  readonly stopped: string | undefined;
}

/**
 * Brings a fleet to what is asked for, as far as it is not yet. Resolves whatever becomes of single servers.
 * Throws RefusedError when the key pair does not exist, and what looking it up throws.
 */
export async function bindFleet(request: FleetRequest, context: StepContext): Promise<FleetChange> {
  const plan = planFleet(request, request.servers);
  const changes = plan.changes.map(({ serverId }) => bindJob(serverId, request));
  const letGo = plan.letGo.map((serverId) => letGoJob(serverId, request));
  if (changes.length > 0) {
    await requireKeyPair(request, context).catch(async (error: unknown) => {
      await reportRefusal(error, changes, letGo, context);
      throw error;
    });
  }
  const run = await changeFleet(
    {
      changes,
      letGo,
      settled: request.serverIds.length - plan.changes.length,
      canaries: request.canaries,
      passes: (end) => end.end === "bound" && (request.verify === "none" || end.record.verified !== false),
      failuresAllowed: failuresAllowed(request.maxFailures, plan.changes.length + plan.letGo.length),
      concurrency: request.concurrency,
    },
    context,
  );
  const ends = withRemovalsTold(run, plan.letGo);
  return { servers: serversAfter(request, plan.letGo, ends), ends, stopped: run.stopped };
}

/** What is refused once for all is told of each server in the report, as in a run. */
function reportRefusal(
  error: unknown,
  changes: readonly FleetJob[],
  letGo: readonly FleetJob[],
  context: StepContext,
): Promise<void> {
  const ends = new Map(changes.map(({ serverId }) => [serverId, notTried(error, serverId, context)]));
  const time = new Date(context.cloud.serviceNow()).toISOString();
  const stopped = reasonOf(error, "").reason;
  return context.taskless(tasklessServers([...changes, ...letGo], ends, { time, stopped, urn: context.urn }));
}

/** What could not be let go counts as failed: so does a removal that was not begun, and it has a reason like the others. */
function withRemovalsTold({ ends, stopped }: FleetOutcome, letGo: readonly string[]): Map<string, FleetEnd> {
  const told = new Map(ends);
  const message = `not begun: ${stopped ?? "the run was over"}`;
  for (const serverId of letGo) {
    const end = ends.get(serverId);
    if (end?.end === "notBegun") {
      told.set(serverId, {
        ...end,
        end: "failed",
        failure: { message, refused: true },
        serverName: undefined,
        next: "",
      });
    }
  }
  return told;
}

function bindJob(serverId: string, request: FleetRequest): FleetJob {
  const { record, found, triggers } = request.servers.get(serverId) ?? UNKNOWN_SERVER;
  const { news, ...ways } = request.ways.into(serverId);
  const { keyPairName, fingerprint, replaces, disablePassword, verify, ownKeyPair, keyIsNew } = request;
  const tried = record.boundKeyPairName !== undefined || record.attempt !== undefined;
  const sameTriggers = triggers === request.triggers;
  const repeats = record.phase === "failed" && record.attempt?.keyPairName === record.boundKeyPairName;
  return {
    serverId,
    keyPairName,
    run: async (context) => {
      if (request.failedTasks === "deleteOwn") {
        await forgetFailedTask(record.failure, context);
      }
      const wanted = { serverId: ecsServerId(serverId), keyPairName, keyPairFingerprint: fingerprint };
      const policies = { ...ways, replaces, disablePassword, verify, ownKeyPair, keyIsNew };
      const attemptIsCurrent = record.attempt?.keyPairName === keyPairName && sameTriggers && !news;
      const again = tried && (!sameTriggers || repeats);
      return bindServer({ ...wanted, ...policies, again, record, found, attemptIsCurrent }, context);
    },
  };
}

/** Lets a server go that is no longer declared. */
export function letGoJob(
  serverId: string,
  request: Pick<FleetRequest, "servers" | "ways" | "onDelete" | "verify" | "failedTasks" | "claimed">,
): FleetJob {
  const { record } = request.servers.get(serverId) ?? UNKNOWN_SERVER;
  const { auths, remembered, port } = request.ways.into(serverId);
  return {
    serverId,
    keyPairName: record.boundKeyPairName ?? record.attempt?.keyPairName ?? "",
    run: async (context) => {
      if (request.failedTasks === "deleteOwn") {
        await forgetFailedTask(record.failure, context);
      }
      const policies = { policy: request.onDelete, verify: request.verify };
      const isStillDeclared = (): Promise<boolean> => request.claimed(serverId);
      const ways = { auths: [...auths, ...remembered], port };
      return letServerGo({ serverId: ecsServerId(serverId), ...ways, ...policies, record, isStillDeclared }, context);
    },
  };
}

function serversAfter(
  request: FleetRequest,
  letGo: readonly string[],
  ends: ReadonlyMap<string, FleetEnd>,
): Map<string, FleetServer> {
  const after = new Map<string, FleetServer>();
  for (const serverId of request.serverIds) {
    const before = request.servers.get(serverId);
    const end = ends.get(serverId);
    after.set(serverId, end === undefined ? (before ?? UNKNOWN_SERVER) : declaredAfter(before, end, request.triggers));
  }
  for (const serverId of letGo) {
    const leaving = leavingAfter(request.servers.get(serverId), ends.get(serverId) ?? { end: "notBegun" });
    if (leaving !== undefined) {
      after.set(serverId, leaving);
    }
  }
  return after;
}
