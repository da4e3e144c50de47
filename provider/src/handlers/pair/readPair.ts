import type { dynamic } from "@pulumi/pulumi";
import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { actionOf } from "../../diagnostics/iamActions";
import { visibleProse } from "../../diagnostics/text/visibleText";
import { givesKey, keyPairRecordOf, keyPairStateSchema, madeOf, type KeyPairState } from "../../model/keyPair";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { publicHalf } from "../../model/privateKey";
import { fingerprintOf, isAnotherKey, samePublicKey } from "../../model/publicKey";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { keyPairFacts, type KeyPairFacts } from "../../operations/keyPair/keyPairFacts";
import { doomedPrivateKey } from "../../operations/keyPair/privateKeySinks";
import { mayBeUsed, serversUsing, useText } from "../../operations/keyPair/serversUsing";
import { askerWithin, asksAsAnother } from "../../operations/keyPair/whoAsks";
import { lookUpKeyPair, lookUpKnownKeyPair, type LookUpContext } from "../../operations/step/lookUpKeyPair";
import { RefusedError } from "../../operations/step/refusedError";
import type { StepContext } from "../../operations/step/stepContext";
import { stepOfState } from "../connection";
import type { Call } from "../shown";
import { tellOfKeyFile } from "./keyFile";

/**
 * What is really there, in what was found; what we made stays as it was. Gone only when KPS itself says so to whoever
 * made it, and when no server is lost with the private key that goes with the state. Drift of something the program gave
 * goes into props and inputs, so that the next preview shows and names it; a key pair that is not settled keeps its inputs.
 * One whose creation was lost is left to the next update until it shows with our key.
 */
export async function readPair(id: string, props: PlainObject, call: Call): Promise<dynamic.ReadResult> {
  const state = keyPairStateSchema.parse(props);
  const context = await stepOfState(call, DEFAULT_TIMEOUT_MS, state, `reading key pair "${id}"`);
  const { cloud } = context;
  const place = { region: cloud.region, projectId: cloud.projectId };
  if (state.given === undefined) {
    const facts = keyPairFacts(await foundForGet(id, context));
    const found = {
      ...facts,
      ...place,
      name: id,
      adopted: true,
      seenBy: await seerOf(facts, context),
      given: ["name"],
    };
    return { id, props: withoutUndefined({ ...props, ...found }) };
  }
  const found = await lookUpKnownKeyPair(id, context);
  if (found === "absent") {
    if (state.creationLost === true || (await keptForItsMaker(id, state, context, call))) {
      return { id, props };
    }
    const kept = await keptForItsKey(id, state, context, call);
    return kept === undefined ? {} : { id, props: withoutUndefined({ ...props, ...kept }) };
  }
  if (found === "unreadable") {
    call.row.warning(
      `key pair "${id}" could not be looked at: the credentials may not read it (403; needs ${actionOf("ListKeypairDetail")}); state is kept as it is`,
    );
    return { id, props };
  }
  await tellOfKeyFile(id, state, call);
  const facts = keyPairFacts(found, keyPairRecordOf(state));
  if (state.creationLost === true && !samePublicKey(state.publicKey, facts.publicKey)) {
    return { id, props };
  }
  const fresh = withoutUndefined({
    ...props,
    creationLost: undefined,
    ...facts,
    ...place,
    ...(await whoseDrift(state, facts, context)),
    ...keyDrift(state, facts),
    ...hostingDrift(state, facts),
  });
  return state.settled !== false && givenDrifted(state, facts)
    ? { id, props: fresh, inputs: givenInputs(state.given, state, fresh) }
    : { id, props: fresh };
}

/** The pair that `KeyPair.get` asks for. Throws RefusedError when there is none, or it may not be read. */
async function foundForGet(id: string, context: LookUpContext): Promise<KeyPairDetail> {
  const found = await lookUpKeyPair(id, context);
  if (found === "absent") {
    throw new RefusedError(
      `getting key pair "${id}": KPS knows no such key pair`,
      [["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`]],
      "check the name, the region and the IAM user: pairs of scope user are shown to their owner alone",
    );
  }
  if (found === "unreadable") {
    throw new RefusedError(
      `getting key pair "${id}": the credentials may not read it (403)`,
      [["needs", `the permission ${actionOf("ListKeypairDetail")}`]],
      "grant that action to the IAM user or agency",
    );
  }
  return found;
}

/** Whether a pair that is not shown may exist for its maker alone; that is said, and state is kept. */
async function keptForItsMaker(id: string, state: KeyPairState, context: StepContext, call: Call): Promise<boolean> {
  const another = await asksAsAnother(keyPairRecordOf(state), context.cloud, context);
  if (another === undefined) {
    return false;
  }
  const told = another.facts.map(([label, text]) => `${label}: ${text}`).join("; ");
  call.row.warning(
    `key pair "${id}" is not shown to these credentials; state is kept as it is (${told}). If it is really gone, refresh with the credentials that made it, or run \`pulumi state delete\``,
  );
  return true;
}

/**
 * What becomes of a pair that is gone while servers use it, or may use it, and whose only private key state has: that is
 * said, and it is kept as one that is still to be settled, with that key: the next update makes the pair anew.
 */
async function keptForItsKey(
  id: string,
  state: KeyPairState,
  context: StepContext,
  call: Call,
): Promise<PlainObject | undefined> {
  const publicKey = state.privateKey === undefined ? undefined : publicHalf(state.privateKey);
  if (madeOf(state) === undefined || publicKey === undefined) {
    return undefined;
  }
  const record = { ...keyPairRecordOf(state), publicKey };
  const doomed = await doomedPrivateKey(record, { givesKey: givesKey(state), hosted: false }, context);
  const use = doomed.only ? await serversUsing(id, context) : undefined;
  if (use === undefined || !mayBeUsed(use)) {
    return undefined;
  }
  call.row.warning(
    `key pair "${id}" is gone, and ${doomed.places.join(", ")} is its only private key (${useText(use)}): state is kept, and the next \`pulumi up\` makes the pair anew with the same key`,
  );
  // What was found under the name last may have been another key, and whose that was says nothing of ours.
  const own = samePublicKey(state.publicKey, publicKey)
    ? {}
    : { publicKey, fingerprint: fingerprintOf(publicKey), scope: undefined, userId: undefined };
  return { ...own, replacedElsewhere: undefined, settled: false };
}

/** Who sees a pair, where that is its user alone; undefined where the credentials do not tell. */
function seerOf({ scope }: KeyPairFacts, context: StepContext): Promise<string | undefined> {
  return scope === "account" ? Promise.resolve(undefined) : askerWithin(context).catch(() => undefined);
}

/**
 * What becomes of the record of what we made: kept once what was found differs from it, and whoever can see a pair of
 * scope user is the user who made it, whatever access key that was with. Of a pair that was found: who sees it now.
 */
async function whoseDrift(state: KeyPairState, facts: KeyPairFacts, context: StepContext): Promise<PlainObject> {
  const made = madeOf(state);
  if (made === undefined) {
    return { seenBy: (await seerOf(facts, context)) ?? state.seenBy };
  }
  const by = facts.scope === "user" ? await seerOf(facts, context) : undefined;
  const another = state.made !== undefined && by !== undefined && by !== made.by;
  const replaced = state.made === undefined && isAnotherKey(state.publicKey ?? "", facts.publicKey);
  return another || replaced ? { made: withoutUndefined({ ...made, by: by ?? made.by }) } : {};
}

/**
 * A key that no input gives shows as replaced elsewhere; the private key known here no longer belongs to it. One that was
 * made here and is there again is no replacement.
 */
function keyDrift(state: KeyPairState, facts: KeyPairFacts): PlainObject {
  if (state.publicKey === undefined || !isAnotherKey(state.publicKey, facts.publicKey)) {
    return {};
  }
  const ours = madeOf(state)?.fingerprint;
  if (ours !== undefined && fingerprintOf(facts.publicKey) === ours) {
    return { replacedElsewhere: undefined };
  }
  return givesKey(state) ? {} : { replacedElsewhere: true };
}

/** A hosted key that was cleared elsewhere: nothing of keyProtection holds any more. */
function hostingDrift(state: KeyPairState, facts: KeyPairFacts): PlainObject {
  return state.keyProtection !== undefined && !facts.managed
    ? { keyProtection: undefined, hostingLost: undefined }
    : {};
}

function givenDrifted(state: KeyPairState, facts: KeyPairFacts): boolean {
  const given = (key: string): boolean => state.given?.includes(key) ?? false;
  return (
    (given("publicKey") && isAnotherKey(state.publicKey ?? "", facts.publicKey)) ||
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
