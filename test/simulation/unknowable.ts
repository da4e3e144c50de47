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

/** All of them; nothing else is left out of the judgements. */
export const unknowables: readonly Unknowable[] = [
  {
    name: "a kill after an unseen success",
    reason:
      "a success is listed nowhere; ECS, which alone would tell, is behind, may not be asked, or shows a name whose key an earlier failure left uncertain",
    readme:
      "A run that is killed just after a task has succeeded leaves no trace until ECS shows the change; while ECS is behind, or may not be asked, or where an earlier failure left the key uncertain, the next run binds once more.",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      isForgotten(facts, posts.earlier) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "succeeded" &&
      (ecsIsSilent(facts, posts.later) ||
        keyIsUncertain(facts, posts.later) ||
        ecsIsBehind(facts, posts.earlier, posts.later.atMs)),
  },
  {
    name: "a bind whose answer was lost or whose task was forgotten, and whose end ECS cannot tell",
    reason: "nothing lists a success, and ECS shows the same name before and after it, or may not be asked",
    readme:
      "When the answer to a bind is lost, or its task is forgotten before it was seen to end, and ECS cannot tell how it ended (it has the key pair's present name, or may not be asked), the run ends as waiting and the next one binds once more.",
    explains: ({ posts }, facts) =>
      posts !== undefined &&
      facts.callOf(posts.earlier) !== facts.callOf(posts.later) &&
      facts.fateOf(posts.earlier, posts.later.atMs) === "succeeded" &&
      (!facts.wasAnswered(posts.earlier) || isForgottenByTheService(facts, posts)) &&
      (posts.earlier.before.keyPairName === posts.earlier.keyPairName ||
        ecsIsSilent(facts, posts.earlier) ||
        ecsIsSilent(facts, posts.later)),
  },
  {
    name: "a kill while the running list is forbidden",
    reason: "only the running list shows a task that nobody has a record of",
    readme:
      "Without the permission kps::getRunningTask a task of a run that was killed cannot be found; the next run may bind once more.",
    explains: ({ posts }, facts) =>
      posts !== undefined && isForgotten(facts, posts.earlier) && facts.isForbidden("ListRunningTask", posts.later.run),
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
    reason: "the service takes a second task for a server and shows neither",
    readme:
      "Should the service leave a running task out of its list, nobody can know of it: it may get a second one, or be taken for carried out as soon as ECS shows the new name.",
    explains: ({ posts, judgement }, facts) => {
      const { runningListOmits, secondTask, keyNameChanges } = facts.history.quirks;
      const unseen = posts === undefined || !facts.wasAnswered(posts.earlier) || isForgotten(facts, posts.earlier);
      const early = judgement === "state is true" && keyNameChanges === "atStart";
      return runningListOmits && unseen && (posts === undefined ? early : secondTask !== "refuse");
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
        .some((post) => post.atMs < facts.callBegan(atMs, serverId) && ecsIsBehind(facts, post, atMs)),
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
