import { saysTheSame, type CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import { virtualMs } from "../virtualTime";
import { listedNames } from "../whatListsShow";
import { deletedBindings } from "./deletedBindings";
import type { Facts } from "./facts";
import { fleetsAreTrue } from "./fleetsAreTrue";
import { pairsAreTrue } from "./pairsAreTrue";
import type { Violation } from "./violation";

/** So long before a POST the pair may have been looked at, in ms. */
const LOOK_MS = 8_000;

/** So far the service's clock may be mistaken: it shows whole seconds only. */
const CLOCK_MS = 1_000;

/** So long a list may go on showing what is over, in ms. */
const LIST_LATE_MS = 3_000;

/** How long ECS may show the key pair of before, in ms. */
const STALE_MS = 60_000;

/** What calls say is so, really was so at some time while they went on. */
export function stateIsTrue(facts: Facts): Violation[] {
  return facts.calls.flatMap((call) => {
    if (call.kind === "keyPair") {
      return pairsAreTrue(facts, call);
    }
    if (call.kind === "keyPairFleet") {
      return fleetsAreTrue(call);
    }
    const texts =
      call.verb === "delete"
        ? deletedBindings(facts, call)
        : call.verb === "read"
          ? read(facts, call)
          : said(facts, call);
    return texts.map(
      (text) => ({ judgement: "state is true", text, atMs: call.toMs, serverId: call.id, call }) as const,
    );
  });
}

/** What a create or an update leaves in state. */
function said(facts: Facts, call: CallRecord): string[] {
  const { end } = call;
  if (end.how === "refused") {
    return facts
      .ours(call.id)
      .filter((post) => facts.callOf(post) === call)
      .map((post) => `a ${call.verb} leaves nothing in state of ${facts.text(post)}`);
  }
  if (end.how === "killed") {
    return [];
  }
  const { outputs } = end;
  if (saysTheSame(call)) {
    // Nothing new to be right or wrong about.
    return [];
  }
  switch (outputs["phase"]) {
    case "bound":
      return bound(facts, call, outputs);
    case "failed":
      return failed(facts, call, outputs);
    case "waiting":
      return waiting(facts, call, outputs);
    case "unbound":
      return unbound(facts, call, outputs);
    default:
      return [`a ${call.verb} left the phase ${String(outputs["phase"])}`];
  }
}

function bound(facts: Facts, call: CallRecord, outputs: CallRecord["inputs"]): string[] {
  const { history } = facts;
  const { keyPairName: name, keyPairFingerprint: fingerprint, adopted } = outputs;
  const views = history.cloud.chronicle.serverDuring(call.id, call.fromMs, call.toMs);
  const named = views.filter((view) => view?.keyPairName === name);
  if (isRivalsNow(facts, call)) {
    return [];
  }
  if (named.length === 0 && views.at(-1) === undefined && outputs["verified"] === false) {
    // Others deleted the server while a task went on that the service itself calls a success; and the state says no more.
    return [];
  }
  if (named.length === 0) {
    const shown = views.map((view) => view?.keyPairName ?? "nothing").join(", ");
    return [`state says bound to ${String(name)}, but the server had ${shown}`];
  }
  const body = history.keyring.keys.find((key) => key.fingerprint === fingerprint)?.body;
  const reinstalled = history.cloud.chronicle.meddlings.some(
    ({ serverId, what }) => serverId === call.id && what === "reinstalled",
  );
  const swapped = keyWasSwapped(facts, call, String(name)) || wasBoundAnew(facts, call, String(name));
  if (adopted === true || body === undefined || reinstalled || swapped) {
    return [];
  }
  return named.some((view) => view?.authorizedKeys.includes(body) === true)
    ? []
    : [
        `state says bound to ${String(name)} by a task of ours, but the key ${history.keyring.labelOf(body)} was not on the server, which had ${named
          .flatMap((view) => view?.authorizedKeys.map((one) => history.keyring.labelOf(one)) ?? [])
          .join(", ")}`,
      ];
}

/** The program has two rows for the server, which know nothing of each other, and the other one is or was the last to change it. */
function isRivalsNow(facts: Facts, { id, urn, toMs }: CallRecord): boolean {
  const last = facts
    .ours(id)
    .filter((post) => post.atMs <= toMs && ["succeeded", "open"].includes(facts.fateOf(post, toMs)))
    .at(-1);
  return facts.hasRivals(id) && last !== undefined && facts.callOf(last)?.urn !== urn;
}

/** Others made the pair anew after the look, if it may be looked at, and before the POST that bound it: the service took the new key. */
function keyWasSwapped(facts: Facts, call: CallRecord, name: string): boolean {
  const { history } = facts;
  return history.cloud.chronicle.posts.some((post) => {
    const fromMs = facts.isForbidden("ListKeypairDetail", post.run) ? -Infinity : post.sentMs - LOOK_MS;
    return (
      post.serverId === call.id &&
      post.keyPairName === name &&
      history.cloud.chronicle.pairChanges.some(
        (change) => change.by === "others" && change.name === name && change.atMs >= fromMs && change.atMs <= post.atMs,
      )
    );
  });
}

/**
 * Before this call others had bound the pair, which was made anew for a while and has its key of before again: of all that ECS
 * shows the name alone, as after our own bind.
 */
function wasBoundAnew(facts: Facts, { id, fromMs, toMs, end }: CallRecord, name: string): boolean {
  const last = facts.lastSuccess(id, toMs);
  const made = facts.history.cloud.chronicle.pairChanges
    .filter((change) => change.what === "created" && change.name === name && change.atMs <= toMs)
    .at(-1);
  return (
    last?.by === "others" &&
    last.keyPairName === name &&
    facts.endOf(last) <= fromMs &&
    "outputs" in end &&
    made?.pair.fingerprint === end.outputs["keyPairFingerprint"]
  );
}

function failed(facts: Facts, call: CallRecord, outputs: CallRecord["inputs"]): string[] {
  const failure = outputs["failure"] as Blame | undefined;
  const attempt = outputs["attempt"] as { taskId?: string; sentAt?: string } | undefined;
  const ours = facts.ours(call.id).filter(({ atMs }) => atMs <= call.toMs);
  // Lists may name the server in place of the task.
  const named = failure?.taskId === call.id ? undefined : failure?.taskId;
  const blamed = ours.find(({ taskId }) => taskId === (named ?? attempt?.taskId));
  if (failure !== undefined && named === undefined && isLikeOurs(facts, call, failure)) {
    return [];
  }
  if (failure !== undefined && named !== undefined && blamed === undefined && !wasGiven(facts, call, named)) {
    return isLikeOurs(facts, call, failure) ? [] : [`state blames task ${named}, which is not ours, for a failure`];
  }
  // What was sent in an earlier call is spoken of only while state waits for it.
  const isOfRow = (post: AcceptedPost): boolean =>
    !facts.hasRivals(call.id) || (facts.callOf(post)?.urn ?? call.urn) === call.urn;
  // What came before the attempt was settled before it was sent.
  const attemptMs = (virtualMs(attempt?.sentAt) ?? -Infinity) - facts.history.quirks.clockOffsetMs;
  const own = ours.find((post) => Math.abs(post.sentMs - attemptMs) <= CLOCK_MS);
  if (own !== undefined && facts.fateOf(own, call.toMs) === "failed" && isResentUntold(facts, call, own)) {
    return [];
  }
  const spokenOf = ours.filter(
    (post) =>
      post.sentMs >= attemptMs - CLOCK_MS &&
      (call.before?.["phase"] === "waiting" ? isOfRow(post) : facts.callOf(post) === call),
  );
  const unbinds = outputs["operation"] === "UNBIND";
  const last = blamed ?? spokenOf.filter((post) => post.unbinds === unbinds).at(-1);
  if (last === undefined || wasUndone(facts, call, last)) {
    return [];
  }
  const fate = facts.fateOf(last, call.toMs);
  const lostForGood = last.atMs - last.sentMs > 30_000;
  return fate === "failed" || fate === "vanished" || lostForGood
    ? []
    : [`state says failed, but ${facts.text(last)} was ${fate} then`];
}

/** All that was sent after it was sent by runs that were killed: state tells of it still, and of its failure. */
function isResentUntold(facts: Facts, call: CallRecord, own: AcceptedPost): boolean {
  const later = facts.ours(call.id).filter(({ atMs }) => atMs > own.atMs && atMs <= call.toMs);
  return later.length > 0 && later.every((post) => facts.callOf(post)?.end.how === "killed");
}

/** The service itself has answered a bind with this id, though no task has it. */
function wasGiven({ history }: Facts, { run, id }: CallRecord, taskId: string): boolean {
  return history.director.requests.some(
    ({ operation, answer, body, ...request }) =>
      operation === "AssociateKeypair" &&
      request.run <= run &&
      body.includes(`"${id}"`) &&
      answer?.startsWith("20") === true &&
      answer.includes(taskId),
  );
}

/** A later task of ours that state cannot tell of, as a delete keeps no outputs, has undone what a bind had done. */
function wasUndone(facts: Facts, call: CallRecord, bind: AcceptedPost): boolean {
  return facts
    .ours(call.id)
    .some((post) => post.unbinds && post.atMs > bind.atMs && facts.fateOf(post, call.toMs) === "succeeded");
}

/** What state says of a task that failed. */
interface Blame {
  readonly taskId?: string;
  readonly match?: "exact" | "probable";
}

/**
 * A task of somebody else that lists show with the same pair, that began when ours may have, and failed: told as probable, it
 * is no lie. Where lists have the server's id in the place of the task's, it may be any of theirs.
 */
function isLikeOurs(facts: Facts, call: CallRecord, { taskId, match }: Blame): boolean {
  const asked = [call.inputs["keyPairName"], nameOf(call.before?.["attempt"])];
  return (
    match === "probable" &&
    facts.posts(call.id).some((post) => {
      const blamed = taskId === call.id ? post.by === "others" : post.taskId === taskId;
      const listedAs: unknown[] = listedNames(facts, post);
      return (
        blamed &&
        facts.fateOf(post, call.toMs) === "failed" &&
        asked.some((name) => listedAs.includes(name)) &&
        facts.isLikeOurs(post, call.run)
      );
    })
  );
}

function nameOf(attempt: unknown): unknown {
  return (attempt as { keyPairName?: string } | undefined)?.keyPairName;
}

function waiting(facts: Facts, call: CallRecord, outputs: CallRecord["inputs"]): string[] {
  const attempt = outputs["attempt"] as { taskId?: string } | undefined;
  const taskId = attempt?.taskId;
  const known = facts.posts(call.id).find((post) => post.taskId === taskId);
  return taskId === undefined || known === undefined || known.by === "ours"
    ? []
    : [`state waits for ${facts.text(known)}, which is not ours`];
}

/** A change that was not carried out has seen a task of somebody else unbind what was on record. */
function unbound(facts: Facts, call: CallRecord, outputs: CallRecord["inputs"]): string[] {
  const isSeen = facts
    .posts(call.id)
    .some(
      (post) =>
        post.unbinds &&
        (post.by === "others" || facts.callOf(post) !== call) &&
        facts.fateOf(post, call.toMs) === "succeeded" &&
        facts.endOf(post) >= call.fromMs - LIST_LATE_MS,
    );
  return isSeen && call.end.how === "kept" && outputs["seenUnboundAt"] !== undefined
    ? []
    : [`a ${call.verb} left the phase unbound, and nobody has unbound it meanwhile`];
}

/** What a refresh says. */
function read(facts: Facts, call: CallRecord): string[] {
  const { end } = call;
  if (end.how !== "done") {
    return [];
  }
  const { chronicle } = facts.history.cloud;
  const views = chronicle.serverDuring(call.id, call.fromMs - STALE_MS, call.toMs);
  const { outputs, before } = { outputs: end.outputs, before: call.before };
  if (Object.keys(outputs).length === 0) {
    return views.some((view) => view === undefined) ? [] : ["a refresh says that the server is gone, but it is there"];
  }
  const name = outputs["keyPairName"];
  if (name === before?.["keyPairName"]) {
    return [];
  }
  const coming = facts.posts(call.id).filter((post) => facts.fateOf(post, call.fromMs) === "open");
  const possible = [
    ...views.map((view) => view?.keyPairName ?? ""),
    ...coming.map((post) => (post.unbinds ? "" : post.keyPairName)),
  ];
  return possible.includes(String(name))
    ? []
    : [`a refresh found ${String(name)}, but the server had ${possible.join(", ")}`];
}
