import type { dynamic } from "@pulumi/pulumi";
import { bindingStateSchema, type BindingState } from "../../model/binding";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { lookAtServer } from "../../operations/lookAtServer";
import { cloudOfState } from "../connection";

/**
 * What is really there. A binding that waits or has failed stays as stored: nothing is forgotten. Gone only when ECS
 * itself says so. Drift goes into props and inputs, so that the next preview shows and names it.
 */
export async function readBinding(id: string, props: PlainObject): Promise<dynamic.ReadResult> {
  const state = bindingStateSchema.parse(props);
  if (state.phase === "waiting" || state.phase === "failed") {
    return { id, props };
  }
  const cloud = await cloudOfState(state, `reading the binding of server ${id}`);
  const deadlineMs = performance.now() + DEFAULT_TIMEOUT_MS;
  const server = await lookAtServer(id, state.verify ?? "auto", { cloud, deadlineMs, signal: undefined });
  if (server.known === "gone") {
    return {};
  }
  if (state.phase === undefined) {
    const found = server.known ? server.keyPairName : undefined;
    return { id, props: withoutUndefined({ ...props, ...firstRead(id, found, server.known), ...placeOf(cloud) }) };
  }
  const found = server.known ? (server.keyPairName ?? "") : state.keyPairName;
  if (found === state.keyPairName) {
    return { id, props };
  }
  const drifted = { ...props, keyPairName: found, phase: found === "" ? "unbound" : state.phase };
  return { id, props: drifted, inputs: givenInputs(state, drifted) };
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
