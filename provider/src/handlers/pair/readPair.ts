import type { dynamic } from "@pulumi/pulumi";
import { visibleProse } from "../../diagnostics/text/visibleText";
import { keyPairStateSchema, type KeyPairState } from "../../model/keyPair";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { fingerprintOf, samePublicKey } from "../../model/publicKey";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { keyPairFacts, type KeyPairFacts } from "../../operations/keyPair/keyPairFacts";
import { lookUpKeyPair } from "../../operations/step/lookUpKeyPair";
import { connectionOfState } from "../connection";
import type { Call } from "../shown";

/**
 * What is really there. Gone only when KPS itself says so. Drift of something the program gave goes into props and
 * inputs, so that the next preview shows and names it; a key pair that is not settled keeps its inputs.
 */
export async function readPair(id: string, props: PlainObject, call: Call): Promise<dynamic.ReadResult> {
  const state = keyPairStateSchema.parse(props);
  const { cloud } = await connectionOfState(call.process, state, `reading key pair "${id}"`);
  const deadlineMs = cloud.runtime.monotonicMs() + DEFAULT_TIMEOUT_MS;
  const found = await lookUpKeyPair(id, { cloud, deadlineMs, signal: undefined });
  if (found === "absent") {
    return {};
  }
  if (found === "unreadable") {
    return { id, props };
  }
  const facts = keyPairFacts(found, state.publicKey);
  const place = { region: cloud.region, projectId: cloud.projectId };
  if (state.given === undefined) {
    const first = { ...props, ...facts, ...place, name: id, adopted: true, given: ["name"] };
    return { id, props: withoutUndefined(first) };
  }
  const fresh = withoutUndefined({
    ...props,
    ...facts,
    ...place,
    ...keyDrift(state, facts),
    ...hostingDrift(state, facts),
  });
  return state.settled !== false && givenDrifted(state, facts)
    ? { id, props: fresh, inputs: givenInputs(state.given, state, fresh) }
    : { id, props: fresh };
}

/** A key that no input gives shows as replaced elsewhere; the private key known here no longer belongs to it. */
function keyDrift(state: KeyPairState, facts: KeyPairFacts): PlainObject {
  if (state.publicKey === undefined || samePublicKey(state.publicKey, facts.publicKey)) {
    return {};
  }
  return givesKey(state) ? {} : { replacedElsewhere: true };
}

/** Whether the program gives the key, itself or as the half of the private key to host. */
function givesKey(state: KeyPairState): boolean {
  const given = state.given ?? [];
  return given.includes("publicKey") || state.keyProtection?.privateKey !== undefined;
}

/** A hosted key that was cleared elsewhere: nothing of keyProtection holds any more. */
function hostingDrift(state: KeyPairState, facts: KeyPairFacts): PlainObject {
  return state.keyProtection !== undefined && !facts.managed ? { keyProtection: undefined } : {};
}

function givenDrifted(state: KeyPairState, facts: KeyPairFacts): boolean {
  const given = (key: string): boolean => state.given?.includes(key) ?? false;
  return (
    (given("publicKey") && !samePublicKey(state.publicKey, facts.publicKey)) ||
    (given("description") && visibleProse(state.description ?? "") !== (facts.description ?? "")) ||
    (given("scope") && state.scope !== facts.scope) ||
    (given("userId") && state.userId !== facts.userId) ||
    (given("keyProtection") && state.keyProtection !== undefined && !facts.managed)
  );
}

/** The inputs as they would have to be written for what was found. */
function givenInputs(given: readonly string[], state: KeyPairState, fresh: PlainObject): PlainObject {
  const keys = [...new Set([...given, "name", "resourceUrn", "autoNamed"])];
  const inputs = Object.fromEntries(keys.map((key) => [key, fresh[key]]));
  const publicKey = inputs["publicKey"];
  const fingerprint = typeof publicKey === "string" ? fingerprintOf(publicKey) : undefined;
  return withoutUndefined({ ...inputs, fingerprint, autoNamed: state.autoNamed });
}
