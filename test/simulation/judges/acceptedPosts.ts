import { isDeepStrictEqual } from "node:util";
import type { CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import type { Facts } from "./facts";
import type { Violation } from "./violation";

/** At most one accepted POST for each call, and one for each intended change, except after one that came to nothing. */
export function acceptedPosts(facts: Facts): Violation[] {
  const { history, calls } = facts;
  const runs = new Set(calls.map(({ run }) => run));
  return history.cloud.serverIds.flatMap((id) => {
    const ours = facts.ours(id);
    return ours.flatMap((post, index) => {
      const earlier = ours[index - 1];
      if (earlier === undefined || !runs.has(post.run)) {
        return [];
      }
      const wrong = sameCall(facts, earlier, post)
        ? `two accepted POSTs in one call: ${facts.text(earlier)}, then ${facts.text(post)}`
        : repeats(facts, earlier, post)
          ? `posted again for one change: ${facts.text(earlier)}, then ${facts.text(post)}`
          : undefined;
      return wrong === undefined
        ? []
        : [
            {
              judgement: "one accepted POST",
              text: wrong,
              atMs: post.atMs,
              serverId: id,
              posts: { earlier, later: post },
            } as const,
          ];
    });
  });
}

function sameCall(facts: Facts, earlier: AcceptedPost, post: AcceptedPost): boolean {
  const call = facts.callOf(post);
  return call !== undefined && facts.callOf(earlier) === call;
}

/** Whether a POST asks for what an earlier one was already carrying out, or had carried out. */
function repeats(facts: Facts, earlier: AcceptedPost, post: AcceptedPost): boolean {
  const fate = facts.fateOf(earlier, post.atMs);
  if (fate === "failed" || fate === "vanished" || intentOf(facts, earlier) !== intentOf(facts, post)) {
    return false;
  }
  if (areRivals(facts, earlier, post)) {
    return false;
  }
  const calls = facts.history.calls.filter(
    ({ id, toMs }) => id === post.serverId && toMs >= earlier.atMs && toMs <= post.atMs,
  );
  const letGo = calls.some(({ verb, end }) => verb === "delete" && end.how === "done");
  // Triggers that were changed and changed back are two wishes to bind again.
  const wished = calls.some(
    ({ urn, verb, inputs }) =>
      urn === facts.callOf(earlier)?.urn &&
      (verb === "create" || verb === "update") &&
      !isDeepStrictEqual(inputs["triggers"], facts.callOf(earlier)?.inputs["triggers"]),
  );
  return (
    !letGo &&
    !wished &&
    !asksForKey(facts, earlier, post) &&
    !wentBack(facts, earlier, calls) &&
    !anotherFailed(facts, earlier, post) &&
    !facts.meddledWith(post.serverId, earlier.atMs, post.atMs)
  );
}

/** The program asks for the key since, and state does not tell which one the earlier bind has put there, or is putting. */
function asksForKey(facts: Facts, earlier: AcceptedPost, post: AcceptedPost): boolean {
  const { inputs, before } = facts.callOf(post) ?? {};
  const attempt = before?.["attempt"] as { fingerprint?: string } | undefined;
  const isUnseen =
    attempt === undefined
      ? before?.["made"] !== undefined && before["keyPairFingerprint"] === undefined
      : attempt.fingerprint === undefined;
  return (
    facts.callOf(earlier)?.inputs["keyPairFingerprint"] === undefined &&
    inputs?.["keyPairFingerprint"] !== undefined &&
    isUnseen
  );
}

/** Another task, of others or of a run that was killed, has failed since: nobody knows which key that has left there. */
function anotherFailed(facts: Facts, earlier: AcceptedPost, post: AcceptedPost): boolean {
  return facts
    .posts(post.serverId)
    .some((one) => facts.fateOf(one, post.atMs) === "failed" && facts.endOf(one) >= facts.endOf(earlier));
}

/**
 * Another pair, or none, was asked for in between and something was sent for it, though it may never have come: to want the
 * first one again is a new wish.
 */
function wentBack(facts: Facts, earlier: AcceptedPost, calls: readonly CallRecord[]): boolean {
  const name = facts.callOf(earlier)?.inputs["keyPairName"];
  return calls.some(
    ({ verb, inputs, run, fromMs, toMs, id }) =>
      (verb === "delete" ? !earlier.unbinds : inputs["keyPairName"] !== name) &&
      facts.history.director.requests.some(
        (request) =>
          request.operation === (verb === "delete" ? "DisassociateKeypair" : "AssociateKeypair") &&
          request.run === run &&
          request.atMs >= fromMs &&
          request.atMs <= toMs &&
          request.body.includes(`"${id}"`) &&
          request.answer?.startsWith("4") !== true,
      ),
  );
}

/**
 * Two rows that the program has for one server know nothing of each other, and what one has sent in between may be taken for
 * what the other had lost; nor do the processes of two providers that are about to change it at the same time, one for a row
 * that is left over from a move.
 */
function areRivals(facts: Facts, earlier: AcceptedPost, post: AcceptedPost): boolean {
  const [one, other] = [facts.callOf(earlier), facts.callOf(post)];
  const providers = [one?.provider ?? earlier.provider, other?.provider ?? post.provider];
  const isBesides = earlier.run === post.run && providers[0] !== providers[1];
  const between = facts
    .ours(post.serverId)
    .some((each) => each.atMs > earlier.sentMs && each.atMs < post.atMs && facts.callOf(each)?.urn !== one?.urn);
  return one !== undefined && one.urn === other?.urn
    ? facts.hasRivals(post.serverId) && between
    : facts.hasRivals(post.serverId) || isBesides;
}

/** What a POST is for: a key on a server for a declared reason, or the end of a binding. */
export function intentOf(facts: Facts, post: AcceptedPost): string {
  if (post.unbinds) {
    return "unbind";
  }
  const triggers = facts.callOf(post)?.inputs["triggers"];
  return JSON.stringify([post.keyPairName, post.keyBody, triggers]);
}
