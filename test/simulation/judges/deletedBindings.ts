import type { CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import { ecsIsSilentFor } from "../couldBeKnown";
import { nameIn } from "../engine";
import { serverName } from "../startSeed";
import type { Facts } from "./facts";

/** So long before its end a call may have looked, in ms. */
const RACE_MS = 8_000;

/** So late a line of a row may be shown, in ms: a process shows only so many in a second. */
const LINE_MS = 2_000;

/** What is wrong about a delete of a binding that says it is done. */
export function deletedBindings(facts: Facts, call: CallRecord): string[] {
  const { end, before = {} } = call;
  const { history } = facts;
  const policy = before["onDelete"] ?? "auto";
  if (end.how !== "done" || policy === "retain" || isDeclaredElsewhere(facts, call)) {
    return [];
  }
  const server = history.cloud.chronicle.serverDuring(call.id, call.toMs, call.toMs).at(-1);
  if (server === undefined) {
    return [];
  }
  // In a destroy a row that is left over from a move may unbind at the same time what this one has only found.
  const unended = facts
    .ours(call.id)
    .filter((post) => post.atMs <= call.toMs && facts.fateOf(post, call.toMs) === "open");
  if (unended.some((post) => post.unbinds && (isBesides(facts, post, call) || isHidden(facts, post, call)))) {
    return [];
  }
  const open = unended.find((post) => !isBesides(facts, post, call));
  if (open !== undefined && isRemembered(facts, open) && isRowsOwn(facts, open, call)) {
    return [`a delete says done while ${facts.text(open)} is open`];
  }
  const { keyPairName: name } = server;
  const isOwn = name !== undefined && madeByRow(facts, call, name);
  if (name === undefined || !(isOwn || isInsistedOn(call, name))) {
    return [];
  }
  // What others do now may come between the look at the list and that at ECS.
  const meddled = facts.meddledWith(call.id, call.toMs - RACE_MS, call.toMs) || boundSince(facts, call);
  if (meddled || isLeftAndNamed(facts, call, name) || wasToldWrong(facts, call)) {
    return [];
  }
  const why = isOwn ? "a task of this row bound" : "was to be unbound in any case";
  return [`a delete says done, but the server is still bound to ${name}, which ${why}`];
}

/**
 * An unbind that no state tells of, as its delete was interrupted, and that only a list would show which may not be read: ECS
 * shows its end before it has ended.
 */
function isHidden(facts: Facts, unbind: AcceptedPost, { run }: CallRecord): boolean {
  return (
    facts.history.quirks.keyNameChanges === "atStart" &&
    facts.isForbidden("ListRunningTask", run) &&
    !isRemembered(facts, unbind)
  );
}

/** Others have bound the server again once this run had unbound it: a delete goes on until ECS shows its own work. */
function boundSince(facts: Facts, { id, run, toMs }: CallRecord): boolean {
  const last = facts.lastSuccess(id, toMs);
  return (
    last?.by === "others" &&
    facts.ours(id).some((post) => post.unbinds && post.run === run && facts.endOf(post) <= last.atMs)
  );
}

/** The program wants it unbound whoever has bound it, and state knows it. */
function isInsistedOn({ before = {} }: CallRecord, name: string): boolean {
  return before["onDelete"] === "unbind" && before["phase"] === "bound" && before["boundKeyPairName"] === name;
}

/**
 * Nobody could tell whether the change of the row was carried out: what may be there is kept, and the person is told. Where
 * ECS is not asked either, an earlier change may have come to more than the last one, which failed.
 */
function isLeftAndNamed(facts: Facts, call: CallRecord, name: string): boolean {
  const { before = {}, urn, id, fromMs, toMs, partOf } = call;
  const isUnseen = ecsIsSilentFor(facts, call, call.run);
  const unknown = before["phase"] === "waiting" || (isUnseen && before["attempt"] !== undefined);
  const told = facts.history.lines.some(
    ({ atMs, text, urn: row }) =>
      atMs >= fromMs &&
      atMs <= toMs + LINE_MS &&
      (text.includes(`"${name}"`) || (isUnseen && text.includes("nor what is there if not"))) &&
      ((partOf === undefined && row === urn) || new RegExp(`(${id}|${serverName(id)}\\b)`).test(text)),
  );
  return unknown && before["boundKeyPairName"] === undefined && told;
}

/** State says that a later bind of ours was carried out, which has failed: that is judged where it was said. */
function wasToldWrong(facts: Facts, { before = {}, id, fromMs }: CallRecord): boolean {
  const last = facts
    .ours(id)
    .filter(({ atMs, unbinds }) => atMs < fromMs && !unbinds)
    .at(-1);
  return (
    last !== undefined &&
    before["phase"] === "bound" &&
    before["boundKeyPairName"] === last.keyPairName &&
    facts.fateOf(last, fromMs) === "failed"
  );
}

/** Another row sent it in the same run. */
function isBesides(facts: Facts, post: AcceptedPost, { run, urn }: CallRecord): boolean {
  const sender = facts.callOf(post);
  return post.run === run && sender !== undefined && sender.urn !== urn;
}

/** The running program still declares the server: the delete leaves it to its successor. */
function isDeclaredElsewhere({ history }: Facts, call: CallRecord): boolean {
  const destroys = history.runs.some(({ run, what }) => run === call.run && what.startsWith("destroy"));
  const { person } = history;
  return (
    (!destroys && person.declaresElsewhere(history.cloud.serverIds.indexOf(call.id), call.urn)) ||
    history.calls.some(
      (other) =>
        other.run === call.run &&
        other.kind === "keyPairBinding" &&
        other.id === call.id &&
        other.urn !== call.urn &&
        other.verb !== "delete",
    ) ||
    history.calls.some(
      (other) => other.run === call.run && other.urn === call.urn && other.id === call.id && other.verb === "create",
    )
  );
}

/**
 * Whether the binding a server has now comes from the row itself: its first bind was accepted on an unbound server, no
 * result of a call was lost on the way, and every later change was its own.
 */
function madeByRow(facts: Facts, call: CallRecord, name: string): boolean {
  const { before = {} } = call;
  if (["disablePassword", "passwordDisabled", "tookOver"].some((key) => before[key] === true)) {
    return false;
  }
  const all = facts.posts(call.id).filter((post) => facts.fateOf(post, call.toMs) === "succeeded");
  const last = all.at(-1);
  if (last?.by !== "ours" || last.unbinds || last.keyPairName !== name || !isRowsOwn(facts, last, call)) {
    return false;
  }
  // Under a name that was made anew somebody else may have bound the new key.
  if (facts.history.cloud.chronicle.pairChanges.some((change) => change.name === name && change.atMs > last.atMs)) {
    return false;
  }
  const chain: AcceptedPost[] = [];
  for (const post of [...all].reverse()) {
    chain.unshift(post);
    if (post.before.keyPairName === undefined) {
      break;
    }
  }
  const [first] = chain;
  return (
    first?.before.keyPairName === undefined &&
    chain.every((post) => post.by === "ours" && isRemembered(facts, post) && isRowsOwn(facts, post, call)) &&
    !facts.history.cloud.chronicle.meddlings.some(({ serverId }) => serverId === call.id)
  );
}

/** Whether the call that sent a POST lived to say so in state. */
function isRemembered(facts: Facts, post: AcceptedPost): boolean {
  const call = facts.callOf(post);
  return (
    call !== undefined && (call.end.how === "done" || call.end.how === "kept") && !facts.history.lostStateAfter(call)
  );
}

/**
 * Whether the row that is deleted sent a POST, and was not replaced under its own name since: nor by a row of another front,
 * which an alias then brought back.
 */
function isRowsOwn(facts: Facts, post: AcceptedPost, { urn }: CallRecord): boolean {
  const sent = facts.callOf(post);
  return (
    sent?.urn === urn &&
    !facts.history.calls.some(
      ({ urn: row, id, verb, fromMs }) =>
        nameIn(row) === nameIn(urn) && id === sent.id && verb === "create" && fromMs > sent.fromMs,
    )
  );
}
