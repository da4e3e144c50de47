import { isDeepStrictEqual } from "node:util";
import type { AcceptedPost } from "./chronicle";
import type { Facts } from "./judges/facts";
import type { Violation } from "./judges/violation";

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

/** Within so long after its end a task that is followed is seen to have ended, in ms. */
const FOLLOWED_MS = 10_000;

/** All of them; nothing else is left out of the judgements. */
export const unknowables: readonly Unknowable[] = [
  {
    name: "a success that nobody has a record of",
    reason:
      "a success is listed nowhere, and only ECS would tell: it is behind, may not be asked, or shows the name that was there before, or a name whose key an earlier failure left uncertain",
    readme:
      "A task that has succeeded leaves no trace but what ECS shows: where no state tells of it (its run was killed, the state was lost, or the row is new: replaced, or renamed without an alias), the next run binds once more while ECS is behind or may not be asked, and where the name stays the same: for a change of `triggers`, a key pair made anew, or a key that a failure left uncertain.",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      hasNoRecord(facts, posts) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "succeeded" &&
      (ecsIsSilent(facts, posts.later) ||
        keyIsUncertain(facts, posts.later) ||
        isSameName(facts, posts) ||
        ecsIsBehind(facts, posts.earlier, posts.later.atMs)),
  },
  {
    name: "a bind whose answer was lost, whose task was forgotten or may not be asked for, and whose end ECS cannot tell",
    reason: "nothing lists a success, and ECS shows the same name before and after it, or may not be asked",
    readme:
      "When the answer to a bind is lost, or its task is forgotten before it was seen to end or may not be asked for, and ECS cannot tell how it ended (it has the key pair's present name, or may not be asked), the run ends as waiting and the next one binds once more.",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      facts.callOf(posts.earlier) !== facts.callOf(posts.later) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "succeeded" &&
      (!facts.wasAnswered(posts.earlier) ||
        isForgottenByTheService(facts, posts) ||
        facts.isForbidden("ListKeypairTask", posts.earlier.run)) &&
      !couldBeFollowed(facts, posts.earlier) &&
      (posts.earlier.before.keyPairName === posts.earlier.keyPairName ||
        ecsIsSilent(facts, posts.earlier) ||
        ecsIsSilent(facts, posts.later)),
  },
  {
    name: "a lost POST whose task the service drops at once",
    reason: "no list has shown the task, none shows that it failed, and ECS shows what was there before",
    readme:
      "When the answer to a bind is lost, and the service drops its task within seconds, before a list shows it and without any effect, it counts as never accepted and is sent once more.",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      !facts.wasAnswered(posts.earlier) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "vanished" &&
      !wasListed(facts, posts.earlier),
  },
  {
    name: "a kill while the running list is forbidden",
    reason: "only the running list shows a task that nobody has a record of",
    readme:
      "Without the permission kps::getRunningTask a task of a run that was killed, or whose answer was lost, cannot be found; it may be bound once more, or taken for carried out as soon as ECS shows the new name.",
    explains: ({ posts, judgement, serverId, atMs }, facts) =>
      posts === undefined
        ? judgement === "state is true" &&
          facts.history.quirks.keyNameChanges === "atStart" &&
          open(facts, serverId, atMs).some(
            (post) =>
              (isForgotten(facts, post) || !facts.wasAnswered(post)) &&
              facts.isForbidden("ListRunningTask", facts.runAt(atMs, serverId)),
          )
        : (isForgotten(facts, posts.earlier) && facts.isForbidden("ListRunningTask", posts.later.run)) ||
          (!facts.wasAnswered(posts.earlier) && facts.isForbidden("ListRunningTask", posts.earlier.run)),
  },
  {
    name: "a POST accepted late",
    reason: "a request may lie on its way for longer than anybody waits for it",
    readme:
      "A request that the service carries out more than half a minute after its connection was lost is taken for somebody else's.",
    explains: ({ posts, serverId }, facts) =>
      posts === undefined
        ? serverId !== undefined && facts.ours(serverId).some(isLate)
        : isLate(posts.earlier) || isLate(posts.later),
  },
  {
    name: "a running list that leaves tasks out",
    reason: "the service shows no task that runs, and its count does not tell that one is missing",
    readme:
      "Should the service leave a running task out of its list, and out of its count, nobody can know of it: it may get a second one, or be taken for carried out as soon as ECS shows the new name.",
    explains: ({ posts, judgement, serverId, atMs }, facts) => {
      const { secondTask, keyNameChanges } = facts.history.quirks;
      if (posts !== undefined) {
        const { earlier, later } = posts;
        const over = facts.fateOf(earlier, later.atMs) !== "open";
        const unseen = !facts.wasAnswered(earlier) || isForgotten(facts, earlier);
        return leavesOut(facts, later.run) && unseen && (over || secondTask !== "refuse");
      }
      return (
        judgement === "state is true" &&
        keyNameChanges === "atStart" &&
        leavesOut(facts, facts.runAt(atMs, serverId)) &&
        open(facts, serverId, atMs).length > 0
      );
    },
  },
  {
    name: "a change of somebody else that is just like ours",
    reason: "a change whose answer was lost is known by its server, its key pair and its time only",
    readme:
      "When the answer to a bind is lost, and somebody else binds the same key pair to the same server within half a minute, their change is taken for ours, and undone where ours would be.",
    explains: ({ judgement, serverId, atMs }, facts) => {
      const made = facts
        .posts(serverId ?? "")
        .filter((post) => post.atMs < atMs && facts.fateOf(post, atMs) === "succeeded")
        .at(-1);
      return judgement === "others left alone" && made?.by === "others" && facts.isLikeOurs(made, made.run);
    },
  },
  {
    name: "the key of a binding that is found",
    reason: "a key pair made anew keeps its name, servers keep its old key, and nothing dates a binding",
    readme:
      "A binding that is found says nothing of its key, as a key pair made anew keeps its name: only where the same run has generated the key it is known that another one is on the server; otherwise the binding is adopted, with a notice.",
    explains: ({ judgement, serverId = "" }, facts) => {
      const { calls, cloud } = facts.history;
      const adopts = calls.find(
        ({ id, verb, end }) =>
          id === serverId && verb === "create" && end.how === "done" && end.outputs["adopted"] === true,
      );
      const bound = facts
        .posts(serverId)
        .filter((post) => adopts !== undefined && post.atMs < adopts.fromMs && facts.fateOf(post) === "succeeded")
        .at(-1);
      return (
        judgement === "nobody locked out" &&
        adopts !== undefined &&
        cloud.chronicle.pairChanges.some(
          ({ what, name, run, atMs }) =>
            what === "created" &&
            name === adopts.inputs["keyPairName"] &&
            run < adopts.run &&
            (bound === undefined || bound.atMs < atMs),
        )
      );
    },
  },
  {
    name: "ECS behind a change that was not ours to wait for",
    reason: "ECS shows what was up to a minute ago, and does not say so",
    readme:
      "ECS may show a server's key pair of up to a minute ago; a run that begins sooner after somebody else's change, or after one that was not verified, believes it.",
    explains: ({ judgement, serverId, atMs }, facts) =>
      judgement === "state is true" &&
      serverId !== undefined &&
      facts
        .posts(serverId)
        .some(
          (post) =>
            post.atMs < facts.callBegan(atMs, serverId) &&
            ecsIsBehind(facts, post, facts.lastLook(atMs, serverId)) &&
            !isOnRecord(facts, post, atMs),
        ),
  },
];

/** Whether nobody could have known better. */
export function isUnknowable(violation: Violation, facts: Facts): boolean {
  return unknowables.some(({ explains }) => explains(violation, facts));
}

/** The process that sent it was killed, or what it wrote down was lost. */
function isForgotten(facts: Facts, post: AcceptedPost): boolean {
  const call = facts.callOf(post);
  return call === undefined || call.end.how === "killed" || facts.history.lostStateAfter(call);
}

/** What sent the later POST knew nothing of the earlier one: its result was lost, or the row is new. */
function hasNoRecord(facts: Facts, { earlier, later }: NonNullable<Violation["posts"]>): boolean {
  const reader = facts.callOf(later);
  return (
    isForgotten(facts, earlier) ||
    facts.history.calls.some(
      ({ urn, verb, fromMs }) =>
        urn === reader?.urn && verb === "create" && fromMs > earlier.atMs && fromMs <= later.atMs,
    )
  );
}

/** The later POST was for a change that no name shows: of `triggers`, or of the key under the same name. */
function isSameName(facts: Facts, { earlier, later }: NonNullable<Violation["posts"]>): boolean {
  const { verb, inputs, before } = facts.callOf(later) ?? {};
  const key = facts.history.keyring.keys.find(({ body }) => body === earlier.keyBody);
  return (
    verb === "update" &&
    earlier.before.keyPairName === earlier.keyPairName &&
    (!isDeepStrictEqual(inputs?.["triggers"], before?.["triggers"]) ||
      before?.["keyPairFingerprint"] !== key?.fingerprint)
  );
}

/** State tells of a change whose call ended well, to the row that made it. */
function isOnRecord(facts: Facts, post: AcceptedPost, atMs: number): boolean {
  const call = facts.callOf(post);
  const reader = facts.calls.find((one) => one.toMs === atMs && one.id === post.serverId);
  return post.by === "ours" && !post.unbinds && !isForgotten(facts, post) && call?.urn === reader?.urn;
}

/** The run that sent a POST read the running list, whole, while it had to show the task. */
function wasListed(facts: Facts, post: AcceptedPost): boolean {
  const { quirks, director } = facts.history;
  const endMs = facts.endOf(post);
  return director.requests.some(
    ({ run, operation, atMs, arrivedMs = Infinity, answer, fault }) =>
      run === post.run &&
      operation === "ListRunningTask" &&
      fault === undefined &&
      answer?.startsWith("200") === true &&
      atMs > post.atMs + quirks.runningListDelayMs &&
      arrivedMs < endMs,
  );
}

/**
 * The call that sent a POST lived long enough to see its task run in a list, with an id that can be followed, and to ask
 * for its end: then a lost answer is no reason not to know it.
 */
function couldBeFollowed(facts: Facts, post: AcceptedPost): boolean {
  const { quirks, plan } = facts.history;
  const call = facts.callOf(post);
  const endMs = facts.endOf(post);
  const troubled = plan.parts.some(
    (part) => part.kind === "fault" && part.at.run === post.run && part.at.operation !== "AssociateKeypair",
  );
  return (
    wasListed(facts, post) &&
    !troubled &&
    call !== undefined &&
    call.toMs > endMs + FOLLOWED_MS &&
    quirks.listTaskId === "task" &&
    quirks.taskIds === "uuid" &&
    !quirks.runningListOmits &&
    quirks.taskRetentionMs === 0 &&
    !["ListKeypairTask", "ListRunningTask"].some((operation) => facts.isForbidden(operation, post.run))
  );
}

/** Tasks of a server that ran at a moment. */
function open(facts: Facts, serverId: string | undefined, atMs: number): AcceptedPost[] {
  return facts.posts(serverId ?? "").filter((post) => post.atMs <= atMs && facts.fateOf(post, atMs) === "open");
}

/** The running list of a run lacked something, and did not count it either. */
function leavesOut({ history }: Facts, run: number): boolean {
  const { runningListOmits, listTotal } = history.quirks;
  const cut = history.director.requests.some(
    (request) => request.run === run && request.operation === "ListRunningTask" && request.fault?.startsWith("list "),
  );
  return runningListOmits || (listTotal !== "right" && cut);
}

/** The task of the earlier POST could no longer be asked for when the later one was sent. */
function isForgottenByTheService(facts: Facts, { earlier, later }: NonNullable<Violation["posts"]>): boolean {
  const { taskRetentionMs } = facts.history.quirks;
  return taskRetentionMs > 0 && later.atMs > facts.endOf(earlier) + taskRetentionMs;
}

function isLate({ atMs, sentMs }: AcceptedPost): boolean {
  return atMs - sentMs > LATE_MS;
}

/** The call that posted must not, or may not, ask ECS. */
function ecsIsSilent(facts: Facts, post: AcceptedPost): boolean {
  const call = facts.callOf(post);
  const { inputs, before } = call ?? {};
  return (inputs?.["verify"] ?? before?.["verify"]) === "none" || facts.isForbidden("ShowServer", post.run);
}

/** What the call had in state says that the key on the server is not known, whatever its name. */
function keyIsUncertain(facts: Facts, post: AcceptedPost): boolean {
  const before = facts.callOf(post)?.before;
  return before?.["keyUncertain"] === true || before?.["phase"] === "failed";
}

/** ECS still showed what was before a task that had succeeded. */
function ecsIsBehind(facts: Facts, post: AcceptedPost, atMs: number): boolean {
  const { keyNameStaleMs } = facts.history.quirks;
  const endMs = facts.endOf(post);
  return (
    facts.fateOf(post) === "succeeded" && atMs >= endMs && atMs - endMs <= keyNameStaleMs + 5_000 && keyNameStaleMs > 0
  );
}
