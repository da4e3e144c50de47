import type { dynamic } from "@pulumi/pulumi";
import { isPathSegment } from "../../client/wire/pathSegment";
import { bindingStateSchema, recordOf, type BindingState } from "../../model/binding";
import { actionOf } from "../../diagnostics/iamActions";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { lookAtKnownServer, lookAtServer } from "../../operations/binding/lookAtServer";
import { isBehindRecord } from "../../operations/binding/recordedChange";
import type { ServerFacts } from "../../operations/binding/serverFacts";
import { lookUpKnownKeyPair } from "../../operations/step/lookUpKeyPair";
import { RefusedError } from "../../operations/step/refusedError";
import { isPassing, troubleOf } from "../../tasks/pollTrouble";
import { stepOfState } from "../connection";
import type { Call } from "../shown";

/**
 * What is really there. A binding that waits or has failed stays as stored: nothing is forgotten. Gone only when ECS
 * itself says so. Drift goes into props and inputs, so that the next preview shows and names it.
 */
export async function readBinding(id: string, props: PlainObject, call: Call): Promise<dynamic.ReadResult> {
  const state = bindingStateSchema.parse(props);
  if (state.phase === "waiting" || state.phase === "failed") {
    return { id, props };
  }
  const context = await stepOfState(call, DEFAULT_TIMEOUT_MS, state, `reading the binding of server ${id}`);
  const look = state.phase === undefined ? lookAtServer : lookAtKnownServer;
  const server = await look(id, state.verify ?? "auto", context);
  if (server.known === "gone") {
    if (state.phase === undefined) {
      throw noSuchServer(id, context.cloud);
    }
    return {};
  }
  if (state.phase === undefined) {
    const found = foundFirst(id, server, state);
    return {
      id,
      props: withoutUndefined({ ...props, ...firstRead(id, found, server.known), ...placeOf(context.cloud) }),
    };
  }
  if (isBehindRecord(server, recordOf(state), context)) {
    const pair = `key pair "${state.boundKeyPairName ?? ""}"`;
    call.row.notice(
      state.seenUnboundAt === undefined
        ? `ECS does not show ${pair} yet, which was bound less than a minute ago: kept as recorded`
        : `ECS may still show what was there before ${pair} was seen to be unbound, less than a minute ago: kept as recorded`,
    );
    return { id, props };
  }
  const found = server.known ? (server.keyPairName ?? "") : state.keyPairName;
  if (found === state.keyPairName) {
    const remark = await remarkOnKey(state, context).catch((error: unknown) => {
      // ECS has told what is there: that KPS fails meanwhile must not keep it from being known.
      if (!server.known || context.signal?.aborted === true || !isPassing(error)) {
        throw error;
      }
      return `whether KPS still has key pair "${found ?? ""}" with the key that is on the server could not be looked at (${troubleOf(error)})`;
    });
    if (remark !== undefined) {
      call.row.warning(remark);
    }
    return { id, props };
  }
  const drifted = { ...props, keyPairName: found, phase: found === "" ? "unbound" : state.phase };
  return { id, props: drifted, inputs: givenInputs(state, drifted) };
}

/**
 * What a person should know of the pair whose key is on the server. It is no drift of the binding: the server still has
 * the key that was bound.
 */
async function remarkOnKey(
  state: BindingState,
  context: Parameters<typeof lookUpKnownKeyPair>[1],
): Promise<string | undefined> {
  const { keyPairName: name, keyPairFingerprint: onServer } = state;
  // A name of ECS's own may be one that KPS cannot be asked for.
  if (name === undefined || !isPathSegment(name)) {
    return undefined;
  }
  const pair = await lookUpKnownKeyPair(name, context);
  if (pair === "absent") {
    return `KPS has no key pair "${name}" any more; its key stays on the server until another pair is bound (one of scope user is shown to its user alone, and may still be there)`;
  }
  return pair === "unreadable" || onServer === undefined || pair.fingerprint === onServer
    ? undefined
    : `key pair "${name}" is another key now (${pair.fingerprint}); the server still has ${onServer}. To bind the new one pass keyPairFingerprint: pair.fingerprint, or change triggers`;
}

/**
 * The key pair of a server that no state knows yet. Throws RefusedError where it cannot be told, and for a server without
 * one where nothing but the id was given, as an import does: there would be nothing to take into the stack.
 */
function foundFirst(id: string, server: ServerFacts, { serverId, verify }: BindingState): string | undefined {
  if (server.known === true) {
    if (server.keyPairName === undefined && serverId === undefined) {
      throw new RefusedError(
        `importing the binding of server ${id}: it has no key pair`,
        [["asked", "ECS"]],
        "there is nothing to import: declare the binding in the program, and `pulumi up` binds the key pair",
      );
    }
    return server.keyPairName;
  }
  if (server.known === false && verify !== "none") {
    throw new RefusedError(
      `reading the binding of server ${id}: the credentials may not read the server in ECS (403)`,
      [["needs", `the permission ${actionOf("ShowServer")}`]],
      "grant that action to the IAM user or agency",
    );
  }
  return undefined;
}

/** The engine takes an empty answer for a resource with no outputs: a server that does not exist has to be an error. */
function noSuchServer(id: string, { region, projectId }: { region: string; projectId: string }): RefusedError {
  return new RefusedError(
    `reading the binding of server ${id}: ECS knows no such server`,
    [["where", `region ${region}, project ${projectId}`]],
    "check the id, kps:region and the project",
  );
}

function placeOf(cloud: { region: string; projectId: string }): PlainObject {
  return { region: cloud.region, projectId: cloud.projectId };
}

/** A binding that no state knows yet: `KeyPairBinding.get`. */
function firstRead(serverId: string, keyPairName: string | undefined, verified: boolean): PlainObject {
  return {
    serverId,
    keyPairName: keyPairName ?? "",
    boundKeyPairName: keyPairName,
    phase: keyPairName === undefined ? "unbound" : "bound",
    adopted: true,
    tookOver: false,
    verified,
    given: ["serverId", "keyPairName"],
  };
}

function givenInputs(state: BindingState, drifted: PlainObject): PlainObject {
  const keys = [...(state.given ?? ["serverId", "keyPairName"]), "resourceUrn"];
  return withoutUndefined(Object.fromEntries(keys.map((key) => [key, drifted[key]])));
}
