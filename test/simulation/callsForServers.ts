import { triggersMark } from "../../provider/src/handlers/fleet/triggersMark";
import { authList } from "../../provider/src/model/auth";
import { presentKeyPair, type FleetServer } from "../../provider/src/model/fleet/fleetServer";
import { fleetStateSchema, type FleetState } from "../../provider/src/model/fleet/fleetState";
import { KnownWays, serverIdOf } from "../../provider/src/model/fleet/waysIn";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { unpackResults } from "../../provider/src/operations/fleet/unpackResults";
import type { CallEnd, CallRecord } from "./callRecord";
import { serverName } from "./startSeed";

/** What a state of a fleet knows, for judges. */
interface Known {
  readonly state: FleetState;
  readonly servers: ReadonlyMap<string, FleetServer>;
}

/**
 * A call for a fleet as calls for each of its servers, which judges take for calls for bindings. Of a server that is
 * removed in an update it is a delete, of one that nothing is known of a create.
 */
export function callsForServers(call: CallRecord): CallRecord[] {
  if (call.kind !== "keyPairFleet") {
    return [];
  }
  const before = call.before === undefined ? undefined : knownFrom(call.before);
  const after = "outputs" in call.end ? knownFrom(call.end.outputs) : undefined;
  const changes = call.verb === "create" || call.verb === "update";
  const declared = new Set(changes ? declaredIn(call.inputs) : []);
  const ids = new Set([...declared, ...(before?.servers.keys() ?? [])]);
  return [...ids].map((id) => {
    const earlier = before?.servers.get(id);
    const leaves = call.verb === "delete" || (changes && !declared.has(id));
    const known = earlier !== undefined && (!changes || leaves || !isUnknown(earlier));
    const verb = leaves ? "delete" : changes ? (known ? "update" : "create") : call.verb;
    const inputs = changes ? inputsFor(id, call.inputs, before?.state) : {};
    // What is let go is let go as the program says now.
    const policies = leaves && changes ? inputs : {};
    return {
      ...call,
      kind: "keyPairBinding",
      verb,
      id,
      inputs,
      before: known && before !== undefined ? { ...outputsOf(id, earlier, before.state), ...policies } : undefined,
      end: leaves ? endOfLeaving(id, call, after) : endFor(id, call, after),
      partOf: call,
    };
  });
}

/** The servers that the inputs of a fleet name. */
export function declaredIn(inputs: PlainObject): string[] {
  return (inputs["servers"] as Parameters<typeof serverIdOf>[0][]).map(serverIdOf);
}

function knownFrom(outputs: PlainObject): Known {
  const state = fleetStateSchema.parse(outputs);
  return { state, servers: unpackResults(state) };
}

/** As little as of a server that was never heard of. */
function isUnknown({ record }: FleetServer): boolean {
  return record.phase === "unbound" && record.boundKeyPairName === undefined && record.attempt === undefined;
}

function inputsFor(id: string, inputs: PlainObject, before: FleetState | undefined): PlainObject {
  // What the program once gave for the fleet is still known, also for a server that it has only now.
  const { auths, remembered } = new KnownWays(inputs, before, before?.remembered).into(id);
  return { ...inputs, servers: undefined, serverId: id, auth: [...auths, ...remembered] };
}

/** What state holds of one server, as a binding would have it. */
function outputsOf(id: string, server: FleetServer, state: FleetState): PlainObject {
  const { phase, record, triggers } = server;
  const { onDelete, verify, failedTasks, timeouts, disablePassword } = state;
  const ways = new KnownWays(state, state.remembered).into(id);
  return {
    ...record,
    phase: phase === "bound" || phase === "unbound" ? phase : record.phase,
    keyPairName: presentKeyPair(server),
    // Marks of another row, which are made with another secret, could not be compared with it.
    triggers: triggers === triggersMark(state.triggers, state.triggersKey) ? state.triggers : triggers,
    auth: [...ways.auths, ...ways.remembered, ...authList(state.remembered?.auth)],
    ...{ onDelete, verify, failedTasks, timeouts, disablePassword },
  };
}

/** How the call ended for a server that stays. */
function endFor(id: string, call: CallRecord, after: Known | undefined): CallEnd {
  const { end } = call;
  const server = after?.servers.get(id);
  if (after === undefined || server === undefined || !("outputs" in end)) {
    return end;
  }
  const outputs = outputsOf(id, server, after.state);
  const message = "message" in end ? toldOf(id, end.message) : "";
  if (call.verb === "read") {
    return { how: "done", outputs: server.phase === "gone" ? {} : outputs, secret: [] };
  }
  if (server.phase === "bound") {
    return { how: "done", outputs, secret: [] };
  }
  const nothingNew = server.phase === "notBegun" || server.failure?.refused === true;
  return nothingNew
    ? { how: "refused", error: undefined, message: `${server.failure?.message ?? "not begun"}\n${message}` }
    : { how: "kept", outputs, secret: [], error: undefined, message };
}

/** How the call ended for a server that goes. */
function endOfLeaving(id: string, call: CallRecord, after: Known | undefined): CallEnd {
  const { end } = call;
  const gone: CallEnd = { how: "done", outputs: {}, secret: [] };
  if (end.how === "refused") {
    // A text without any "more" names all servers that are left.
    const named = / more\b|^stopped/m.test(end.message) || toldOf(id, end.message) !== "" || call.verb !== "delete";
    return named ? { ...end, message: toldOf(id, end.message) || end.message } : gone;
  }
  const server = after?.servers.get(id);
  if (server === undefined) {
    return end.how === "killed" ? end : gone;
  }
  const reason = server.failure?.message ?? "not begun";
  const message = "message" in end ? toldOf(id, end.message) : "";
  return { how: "refused", error: undefined, message: `${reason}\n${message}` };
}

/** The lines of a fleet's error that are about a server, each with what to do. */
function toldOf(id: string, message: string): string {
  const names = new RegExp(`(${id}|\\b${serverName(id)}\\b)`);
  const lines = message.split("\n");
  return lines
    .flatMap((line, index) => {
      const next = lines[index + 1] ?? "";
      return names.test(line) ? [line.trim(), ...(next.trim().startsWith("next: ") ? [next.trim()] : [])] : [];
    })
    .join("\n");
}
