import { isDeepStrictEqual } from "node:util";
import type { Quirks } from "../emulator/src/index";
import type { CallRecord } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import type { Facts } from "./judges/facts";
import type { Violation } from "./judges/violation";
import { listedNames, wasListed } from "./whatListsShow";

/** Something that the service lets nobody find out, whatever a provider does. */
export interface Unknowable {
  readonly name: string;
  /** Why nobody can know. */
  readonly reason: string;
  /** How the README admits it. */
  readonly readme: string;
  /** Whether a violation comes from just this. */
  readonly explains: (violation: Violation, facts: Facts) => boolean;
}

/** So long after its exchange a POST may still be accepted without anybody taking it for ours, in ms. */
const LATE_MS = 40_000;

/** So long a task that is not known is asked for, in ms. */
const ASKED_FOR_MS = 32_000;

/** Within so long after its end a task that is followed is seen to have ended, in ms. */
const FOLLOWED_MS = 10_000;

/** The process that sent it was killed, or what it wrote down was lost. */
export function isForgotten(facts: Facts, post: AcceptedPost): boolean {
  const call = facts.callOf(post);
  return call === undefined || call.end.how === "killed" || facts.history.lostStateAfter(call);
}

/** What sent the later POST knew nothing of the earlier one: its result was lost, or the row is new. */
export function hasNoRecord(facts: Facts, { earlier, later }: NonNullable<Violation["posts"]>): boolean {
  const reader = facts.callOf(later);
  return (
    isForgotten(facts, earlier) ||
    facts.callOf(earlier)?.urn !== reader?.urn ||
    facts.history.calls.some(
      ({ urn, id, verb, fromMs }) =>
        urn === reader?.urn &&
        id === later.serverId &&
        verb === "create" &&
        fromMs > earlier.atMs &&
        fromMs <= later.atMs,
    )
  );
}

/**
 * The later POST was for a change that no name shows: of `triggers`, or of the key under the same name, which was bound
 * before the earlier one, or is bound by what state says.
 */
export function isSameName(facts: Facts, { earlier, later }: NonNullable<Violation["posts"]>): boolean {
  const { verb, inputs, before } = facts.callOf(later) ?? {};
  const key = facts.history.keyring.keys.find(({ body }) => body === earlier.keyBody);
  return (
    verb === "update" &&
    [earlier.before.keyPairName, before?.["boundKeyPairName"]].includes(earlier.keyPairName) &&
    (!isDeepStrictEqual(inputs?.["triggers"], before?.["triggers"]) ||
      before?.["keyPairFingerprint"] !== key?.fingerprint)
  );
}

/** State tells of a change whose call ended well, to the row that made it and that a later call has read it of. */
export function isOnRecord(facts: Facts, post: AcceptedPost, reader: CallRecord | undefined): boolean {
  const isRead = reader?.verb !== "create" && facts.callOf(post)?.urn === reader?.urn;
  return post.by === "ours" && !post.unbinds && !isForgotten(facts, post) && isRead;
}

/**
 * The call that sent a POST lived long enough to see its task run in a list, in an entry that can be read and followed, and
 * to ask for its end: then a lost answer is no reason not to know it.
 */
export function couldBeFollowed(facts: Facts, post: AcceptedPost): boolean {
  const { quirks, plan } = facts.history;
  const call = facts.callOf(post);
  const endMs = facts.endOf(post);
  const troubled = plan.parts.some(
    (part) =>
      (part.kind === "outage" || (part.kind === "fault" && part.at.operation !== "AssociateKeypair")) &&
      part.at.run === post.run,
  );
  return (
    wasListed(facts, post, facts.exchangeEnd(post)) &&
    !troubled &&
    call !== undefined &&
    call.toMs > endMs + FOLLOWED_MS &&
    quirks.listTaskId === "task" &&
    isReadable(quirks) &&
    !quirks.runningListOmits &&
    quirks.taskRetentionMs === 0 &&
    !isListedAsAnother(facts, post) &&
    mayBeAskedFor(facts, post.run) &&
    !facts.isForbidden("ListRunningTask", post.run)
  );
}

/**
 * Nothing tells how a bind ended whose answer was lost, or whose task was forgotten or may not be asked for: ECS has shown its
 * pair before, or may not be asked.
 */
export function endsUnknown(facts: Facts, post: AcceptedPost): boolean {
  return (
    (!facts.wasAnswered(post) || !mayBeAskedFor(facts, post.run) || facts.history.quirks.taskRetentionMs > 0) &&
    !couldBeFollowed(facts, post) &&
    (wasShownBefore(facts, post) || ecsIsSilent(facts, post))
  );
}

/**
 * Between the end of a task and a moment an answer about it came to some run, or ECS showed its server to a call that had
 * time enough to look at everything again.
 */
export function couldSeeEnd(facts: Facts, post: AcceptedPost, untilMs: number): boolean {
  const { calls, director } = facts.history;
  const seen = director.requests.filter(
    ({ answer, arrivedMs = -1 }) =>
      arrivedMs >= facts.endOf(post) && arrivedMs < untilMs && answer?.startsWith("200") === true,
  );
  return seen.some(({ operation, path, run, arrivedMs = Infinity }) =>
    operation === "ListKeypairTask"
      ? path.includes(post.taskId)
      : operation.startsWith("Show") &&
        calls.some(
          ({ id, toMs, ...call }) => id === post.serverId && call.run === run && toMs > arrivedMs + FOLLOWED_MS,
        ),
  );
}

/** A run may ask for a task by its id, and is answered about just that one. */
export function mayBeAskedFor(facts: Facts, run: number): boolean {
  const { answersAbout } = facts.history.quirks;
  return !facts.isForbidden("ListKeypairTask", run) && answersAbout !== "otherTask" && answersAbout !== "otherServer";
}

/** Lists show the task with the pair of before, so that only ECS, which may not be asked, would tell whose it is. */
function isListedAsAnother(facts: Facts, post: AcceptedPost): boolean {
  return listedNames(facts, post).some((name) => name !== post.keyPairName) && ecsIsSilent(facts, post);
}

/** ECS showed the pair of a bind before it, perhaps only because it was behind. */
export function wasShownBefore(facts: Facts, post: AcceptedPost): boolean {
  const shown = (one: AcceptedPost): boolean => one.before.keyPairName === post.keyPairName;
  return (
    shown(post) ||
    facts.posts(post.serverId).some((one) => one.atMs < post.atMs && shown(one) && ecsIsBehind(facts, one, post.sentMs))
  );
}

/**
 * A task has run in front of who sent the later POST without anything that tells how it ended, as ECS has named its pair from
 * its beginning on: its entry cannot be read and another task of its server has failed, it is listed without an id and failed
 * ones may not be listed, or it is forgotten before it can be asked for once it has ended.
 */
export function endsUntold(facts: Facts, posts: NonNullable<Violation["posts"]>): boolean {
  const { earlier, later } = posts;
  const { quirks } = facts.history;
  const isNameless = quirks.listTaskId === "server" && facts.isForbidden("ListFailedTask", later.run);
  const isUnread =
    !isReadable(quirks) && facts.posts(earlier.serverId).some((post) => facts.fateOf(post, later.atMs) === "failed");
  const forgottenMs = facts.endOf(earlier) + quirks.taskRetentionMs;
  const isUnasked =
    isForgottenByTheService(facts, posts) &&
    (!mayBeAskedFor(facts, later.run) || !couldSeeEnd(facts, earlier, forgottenMs));
  return (
    quirks.keyNameChanges === "atStart" &&
    facts.endOf(earlier) > (facts.callOf(later)?.fromMs ?? Infinity) &&
    (isUnread || isNameless || isUnasked)
  );
}

/** An entry with an id or a time that no type holds says only that its server is busy. */
function isReadable({ taskIds, taskTimeUnit }: Quirks): boolean {
  return taskIds === "uuid" && ["ms", "s"].includes(taskTimeUnit);
}

/** Tasks of a server that ran at a moment. */
export function open(facts: Facts, serverId: string | undefined, atMs: number): AcceptedPost[] {
  const seenMs = serverId === undefined ? atMs : facts.lastLook(atMs, serverId);
  return facts.posts(serverId ?? "").filter((post) => post.atMs <= atMs && facts.fateOf(post, seenMs) === "open");
}

/** The task of the earlier POST could no longer be asked for when the later one was sent. */
export function isForgottenByTheService(facts: Facts, { earlier, later }: NonNullable<Violation["posts"]>): boolean {
  const { taskRetentionMs } = facts.history.quirks;
  return taskRetentionMs > 0 && later.atMs > facts.endOf(earlier) + taskRetentionMs;
}

export function isLate({ atMs, sentMs }: AcceptedPost): boolean {
  return atMs - sentMs > LATE_MS;
}

/** The call that posted must not, or may not, ask ECS. */
export function ecsIsSilent(facts: Facts, post: AcceptedPost): boolean {
  return ecsIsSilentFor(facts, facts.callOf(post), post.run);
}

/** A call of a run must not, or may not, ask ECS. */
export function ecsIsSilentFor(facts: Facts, call: CallRecord | undefined, run: number): boolean {
  const { inputs, before } = call ?? {};
  return (inputs?.["verify"] ?? before?.["verify"]) === "none" || facts.isForbidden("ShowServer", run);
}

/**
 * An unbind of ours in a destroy that failed: it was not seen to end, or another server of its fleet could not be let go. A
 * delete that fails keeps no outputs, unlike an update of a fleet.
 */
export function isUntoldUnbind(facts: Facts, post: AcceptedPost): boolean {
  const call = facts.callOf(post);
  const whole = call?.partOf ?? call;
  return post.unbinds && whole?.verb === "delete" && whole.end.how === "refused";
}

/** What the call had in state says that the key on the server is not known, whatever its name. */
export function keyIsUncertain(facts: Facts, post: AcceptedPost): boolean {
  const before = facts.callOf(post)?.before;
  return before?.["keyUncertain"] === true || before?.["phase"] === "failed" || before?.["attempt"] !== undefined;
}

/** ECS still showed what was before a task that had succeeded. */
export function ecsIsBehind(facts: Facts, post: AcceptedPost, atMs: number): boolean {
  const { keyNameStaleMs } = facts.history.quirks;
  const endMs = facts.endOf(post);
  return (
    facts.fateOf(post) === "succeeded" && atMs >= endMs && atMs - endMs <= keyNameStaleMs + 5_000 && keyNameStaleMs > 0
  );
}

/** What others had bound when the call began that posted at a moment, and ECS did not show yet. */
export function isHiddenByEcs(facts: Facts, serverId: string, atMs: number): boolean {
  const post = facts.ours(serverId).find((one) => one.atMs === atMs);
  const call = post === undefined ? undefined : facts.callOf(post);
  const bound = facts
    .posts(serverId)
    .filter((one) => one.atMs < atMs && facts.fateOf(one, atMs) === "succeeded")
    .at(-1);
  return (
    call !== undefined && bound?.by === "others" && facts.endOf(bound) < call.fromMs && ecsIsBehind(facts, bound, atMs)
  );
}

/**
 * Others did what a bind of ours was to do whose task the service had dropped, while it was still asked for: only then do
 * lists and ECS have to tell.
 */
export function tookThePlaceOfForgotten(facts: Facts, made: AcceptedPost): boolean {
  return facts
    .ours(made.serverId)
    .some(
      (post) =>
        post.run === made.run &&
        post.keyPairName === made.keyPairName &&
        facts.fateOf(post) === "vanished" &&
        made.atMs > post.atMs &&
        facts.endOf(made) - facts.endOf(post) <= ASKED_FOR_MS,
    );
}

/** A create found a bind of others running on its server, of a key pair that the program had made before. */
export function wasTakenForLost(facts: Facts, post: AcceptedPost): boolean {
  const { calls, cloud } = facts.history;
  const isOwnPair = cloud.chronicle.pairChanges.some(
    ({ by, what, name, atMs }) => by === "ours" && what === "created" && name === post.keyPairName && atMs < post.atMs,
  );
  return (
    post.by === "others" &&
    !post.unbinds &&
    isOwnPair &&
    calls.some(
      ({ verb, id, inputs, fromMs, toMs }) =>
        verb === "create" &&
        id === post.serverId &&
        inputs["keyPairName"] === post.keyPairName &&
        post.atMs <= toMs &&
        facts.endOf(post) > fromMs,
    )
  );
}
