import { isDeepStrictEqual } from "node:util";
import { outputsOf, type CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import { endsUnknown, isForgotten, wasTakenForLost } from "../couldBeKnown";
import { nameIn } from "../engine";
import type { Facts } from "./facts";
import type { Violation } from "./violation";

/** What a call that is done was asked for was carried out: state says so of every wish of the program, and it is so. */
export function wishesCarriedOut(facts: Facts): Violation[] {
  return facts.calls
    .filter(({ kind }) => kind === "keyPairBinding")
    .flatMap((call) =>
      (call.verb === "delete" ? retained(facts, call) : bound(facts, call)).map(
        (text) => ({ judgement: "state is true", text, atMs: call.toMs, serverId: call.id }) as const,
      ),
    );
}

/** A server whose binding is to be retained is not unbound; nor is, of itself, one whose password a bind has switched off. */
function retained(facts: Facts, call: CallRecord): string[] {
  const { onDelete = "auto" } = call.before ?? {};
  const posts = facts.ours(call.id).filter((post) => post.unbinds && facts.callOf(post) === call);
  if (posts.length === 0 || onDelete === "unbind") {
    return [];
  }
  // A row that is left over from a move which failed knows nothing of the one that was to take its place.
  const { calls } = facts.history;
  const isLeftOver = calls.some((one) => one.run === call.run && one.id === call.id && one.urn !== call.urn);
  const chain = chainOf(facts, call).filter(({ urn }) => urn === call.urn || !isLeftOver);
  const off = bindsOf(facts, call, chain).some((post) => asksToSwitchOff(facts, post) && !isForgotten(facts, post));
  return posts.flatMap((post) =>
    onDelete === "retain"
      ? [`${facts.text(post)}, though the binding was to be retained`]
      : off
        ? [`${facts.text(post)}, though login by password was switched off`]
        : [],
  );
}

function bound(facts: Facts, call: CallRecord): string[] {
  const { verb, end, inputs } = call;
  if (end.how !== "done" || verb === "read") {
    return [];
  }
  const { outputs } = end;
  const says = `a ${verb} is done, but`;
  if (outputs["phase"] !== "bound") {
    return [`${says} its phase is ${String(outputs["phase"])}`];
  }
  const texts = ["keyPairName", "boundKeyPairName"]
    .filter((key) => outputs[key] !== inputs["keyPairName"])
    .map((key) => `${says} ${key} is ${String(outputs[key])} in place of ${String(inputs["keyPairName"])}`);
  const { keyPairFingerprint: fingerprint = outputs["keyPairFingerprint"], triggers } = inputs;
  if (outputs["keyPairFingerprint"] !== fingerprint && outputs["keyUncertain"] !== true) {
    texts.push(`${says} the key is ${String(outputs["keyPairFingerprint"])} in place of ${String(fingerprint)}`);
  }
  if (!isDeepStrictEqual(outputs["triggers"], triggers)) {
    texts.push(`${says} state has the triggers ${shown(outputs["triggers"])} in place of ${shown(triggers)}`);
  }
  const chain = chainOf(facts, call);
  return [...texts, ...boundAgain(facts, call, chain), ...passwordOff(facts, call, chain)];
}

/** Triggers that have changed have had a bind of their own. */
function boundAgain(facts: Facts, call: CallRecord, chain: readonly CallRecord[]): string[] {
  const wanted = call.inputs["triggers"];
  if (chain.every(({ inputs }) => isDeepStrictEqual(inputs["triggers"], wanted))) {
    return [];
  }
  // Others may have bound the pair since: then that is done, whoever did it.
  const asked = chain.find(({ inputs }) => isDeepStrictEqual(inputs["triggers"], wanted));
  const now = facts.lastSuccess(call.id, call.toMs);
  const known = chain.filter((one) => one !== call && "outputs" in one.end).at(-1);
  if (
    now?.by === "others" &&
    now.keyPairName === call.inputs["keyPairName"] &&
    (now.atMs >= (asked?.fromMs ?? Infinity) || hasComeSince(facts, now, known))
  ) {
    return [];
  }
  // Nor can anybody tell for which triggers a run that was killed has brought the pair there.
  if (now?.by === "ours" && isForgotten(facts, now) && now.before.keyPairName !== now.keyPairName) {
    return [];
  }
  const isFor = (post: AcceptedPost): boolean => isDeepStrictEqual(facts.callOf(post)?.inputs["triggers"], wanted);
  // What no state tells of counts only where it was for just this.
  const last = bindsOf(facts, call, chain)
    .filter((post) => isFor(post) || !isForgotten(facts, post))
    .at(-1);
  if (last !== undefined) {
    return isFor(last)
      ? []
      : [`the triggers changed to ${shown(wanted)}, and nothing was bound for them since ${facts.text(last)}`];
  }
  // What was found bound had its triggers from the call that found it.
  const found = chain.find(({ end }) => end.how === "done");
  return isDeepStrictEqual(found?.inputs["triggers"], wanted)
    ? []
    : [`the triggers changed to ${shown(wanted)}, and nothing was bound for them`];
}

/** A pair has come onto the server since its row has written state, which names another one. */
function hasComeSince(facts: Facts, bind: AcceptedPost, known: CallRecord | undefined): boolean {
  return known !== undefined && outputsOf(known)["keyPairName"] !== bind.keyPairName && facts.endOf(bind) >= known.toMs;
}

/** State says that login by password was switched off just where a bind of the row was to do so; and it is off then. */
function passwordOff(facts: Facts, call: CallRecord, chain: readonly CallRecord[]): string[] {
  const { passwordDisabled, adopted } = outputsOf(call);
  const said = passwordDisabled === true;
  if (!said && chain.every(({ inputs }) => inputs["disablePassword"] !== true)) {
    return [];
  }
  const isFor = (post: AcceptedPost): boolean => asksToSwitchOff(facts, post);
  const binds = bindsOf(facts, call, chain).filter(isFor);
  // A new row may have found the bind of a run that was killed, or of the row before, or taken that of others, or of a rival, for it.
  const isLost = (post: AcceptedPost): boolean =>
    wasTakenForLost(facts, post) || isForgotten(facts, post) || wasFoundRunning(facts, post, chain);
  const mayHave = facts.posts(call.id).filter((post) => isFor(post) || (!post.unbinds && isLost(post)));
  if (said && !facts.hasRivals(call.id) && mayHave.every((post) => facts.fateOf(post, call.toMs) !== "succeeded")) {
    return ["state says that login by password was switched off, which no bind has done"];
  }
  const known = binds.filter((post) => !isForgotten(facts, post) && !endsUnknown(facts, post)).at(-1);
  // What nobody could find out is taken for found.
  const isFound = adopted === true && call.before?.["passwordDisabled"] !== true;
  if (!said && !isFound && known !== undefined) {
    return [`state does not tell that ${facts.text(known)} has switched login by password off`];
  }
  const own = binds.find((post) => facts.callOf(post) === call);
  const { chronicle } = facts.history.cloud;
  return own !== undefined && chronicle.serverDuring(call.id, own.atMs, call.toMs).every((view) => view?.passwordLogin)
    ? [`${facts.text(own)} was to switch login by password off, which is on`]
    : [];
}

/** Another row of the server had sent it, and it was still under way when a call of this one began. */
function wasFoundRunning(facts: Facts, post: AcceptedPost, chain: readonly CallRecord[]): boolean {
  const sender = facts.callOf(post);
  return (
    sender !== undefined &&
    !chain.includes(sender) &&
    chain.some(({ fromMs }) => fromMs > post.atMs && fromMs < facts.endOf(post))
  );
}

function asksToSwitchOff(facts: Facts, post: AcceptedPost): boolean {
  return facts.callOf(post)?.inputs["disablePassword"] === true;
}

/** Binds of a row that have succeeded by the end of a call. */
function bindsOf(facts: Facts, { id, toMs }: CallRecord, chain: readonly CallRecord[]): AcceptedPost[] {
  return facts.ours(id).filter((post) => {
    const sender = facts.callOf(post);
    return !post.unbinds && sender !== undefined && chain.includes(sender) && facts.fateOf(post, toMs) === "succeeded";
  });
}

/**
 * The creates and updates of a row, for one server, since it was made, up to a call; an alias keeps it the same. What a row of
 * another front did that was deleted since, as an alias brought this one back, is not in its state.
 */
function chainOf({ history }: Facts, { id, urn, run, toMs }: CallRecord): CallRecord[] {
  const isDeleted = (one: CallRecord): boolean =>
    one.urn !== urn &&
    history.calls.some(
      ({ verb, ...later }) =>
        verb === "delete" && later.id === id && later.urn === one.urn && later.fromMs >= one.toMs && later.run <= run,
    );
  const all = history.calls.filter(
    (one) =>
      one.id === id &&
      one.kind === "keyPairBinding" &&
      (one.verb === "create" || one.verb === "update") &&
      one.toMs <= toMs &&
      nameIn(one.urn) === nameIn(urn) &&
      !isDeleted(one),
  );
  return all.slice(Math.max(0, all.map(({ verb }) => verb).lastIndexOf("create")));
}

function shown(triggers: unknown): string {
  return triggers === undefined ? "none" : JSON.stringify(triggers);
}
