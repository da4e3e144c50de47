import type { CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import type { Facts } from "./facts";
import type { Violation } from "./violation";

/** Nobody can see what came in the last moments before a POST or a DELETE: the look before it may be so old, in ms. */
const RACE_MS = 8_000;

/** What others made is changed only where the program names it, or has proof. */
export function othersLeftAlone(facts: Facts): Violation[] {
  return [...bindings(facts), ...pairs(facts)];
}

function bindings(facts: Facts): Violation[] {
  const runs = new Set(facts.calls.map(({ run }) => run));
  return facts.history.cloud.chronicle.posts.flatMap((post) => {
    const name = post.before.keyPairName;
    const call = facts.callOf(post);
    if (
      post.by !== "ours" ||
      !runs.has(post.run) ||
      post.boundBy !== "others" ||
      name === undefined ||
      call === undefined
    ) {
      return [];
    }
    const raced =
      facts.meddledWith(post.serverId, post.sentMs - RACE_MS, post.atMs) ||
      facts.history.cloud.chronicle.pairChanges.some(
        (change) => change.name === name && change.atMs >= post.sentMs - RACE_MS && change.atMs <= post.atMs,
      );
    return raced ||
      isForTheServiceToSay(facts, call, post) ||
      changesNothing(facts, post) ||
      isNamed(call, name) ||
      isProven(facts, call, post) ||
      isJustLikeOurs(facts, call, post)
      ? []
      : [
          {
            judgement: "others left alone",
            text: `${facts.text(post)} took the place of ${name}, which others bound and the program neither names nor proves`,
            atMs: post.atMs,
            serverId: post.serverId,
          } as const,
        ];
  });
}

/** The program or the state says that this key pair is what is to be changed. */
function isNamed({ inputs, before, verb }: CallRecord, name: string): boolean {
  const replaces = inputs["replaces"] as string[] | undefined;
  const attempt = before?.["attempt"] as { keyPairName?: string } | undefined;
  const own = [
    before?.["keyPairName"],
    before?.["boundKeyPairName"],
    before?.["previousKeyPairName"],
    attempt?.keyPairName,
  ];
  if (verb === "delete") {
    return before?.["onDelete"] === "unbind" && own.includes(name);
  }
  return [inputs["keyPairName"], ...(replaces ?? []), ...own].includes(name);
}

/**
 * Where ECS is not, or may not be, asked nobody knows what is bound; the service itself asks for proof: a private key it takes is
 * one, and what it does not take changes nothing. What it leaves behind when it takes no password is its own doing.
 */
function isForTheServiceToSay(facts: Facts, { inputs, before }: CallRecord, post: AcceptedPost): boolean {
  const fate = facts.fateOf(post);
  const refused =
    fate === "open" || fate === "vanished" || (fate === "failed" && facts.history.quirks.failedLeaves !== "new");
  const unseen = (inputs["verify"] ?? before?.["verify"]) === "none" || facts.isForbidden("ShowServer", post.run);
  // Of a stopped server it may ask for none, whatever is sent.
  const asksForNone = post.before.status === "SHUTOFF" && facts.history.quirks.authOnStoppedServer === "ignore";
  return unseen && (post.provenBody !== undefined || post.withPassword || refused || asksForNone);
}

/** A running server is opened by a key only, and one that does not open it makes the task fail. */
function changesNothing(facts: Facts, post: AcceptedPost): boolean {
  const { before, provenBody } = post;
  return (
    facts.fateOf(post) === "failed" &&
    facts.history.quirks.failedLeaves === "old" &&
    before.status === "ACTIVE" &&
    provenBody !== undefined &&
    !before.authorizedKeys.includes(provenBody)
  );
}

/** A private key that opens the server, or belongs to the pair that is bound, was given, also in a file, or sent as one that state knows. */
function isProven({ history }: Facts, { inputs, before }: CallRecord, post: AcceptedPost): boolean {
  const given = JSON.stringify([inputs["auth"], before?.["auth"]]);
  const inFiles = Array.from(given.matchAll(/"privateKeyFile":"([^"]+)"/g), ([, path = ""]) => {
    return history.keyring.publicHalf(history.files.textOf(path) ?? "")?.fingerprint;
  });
  const { keyPairName = "", authorizedKeys } = post.before;
  const pairs = history.cloud.chronicle.pairDuring(keyPairName, post.sentMs - RACE_MS, post.atMs);
  return history.keyring.keys.some(
    (key) =>
      (given.includes(JSON.stringify(key.privateKey)) ||
        inFiles.includes(key.fingerprint) ||
        key.body === post.provenBody) &&
      (authorizedKeys.includes(key.body) || pairs.some((pair) => pair?.fingerprint === key.fingerprint)),
  );
}

/** Others have bound once more what a task of ours had bound for state: the same name and the same key, which nothing tells apart. */
function isJustLikeOurs(facts: Facts, { verb, before }: CallRecord, post: AcceptedPost): boolean {
  const made = before?.["made"] as { name?: string } | undefined;
  const attempt = before?.["attempt"] as { keyPairName?: string } | undefined;
  const { keyPairName, authorizedKeys } = post.before;
  return (
    verb === "delete" &&
    post.unbinds &&
    [made?.name, attempt?.keyPairName].includes(keyPairName) &&
    facts
      .ours(post.serverId)
      .some(
        (one) =>
          one.keyPairName === keyPairName &&
          authorizedKeys.some((key) => key === one.keyBody) &&
          facts.fateOf(one, post.atMs) === "succeeded",
      )
  );
}

/** Key pairs that are deleted here were made here. */
function pairs({ history, calls }: Facts): Violation[] {
  const runs = new Set(calls.map(({ run }) => run));
  const { pairChanges } = history.cloud.chronicle;
  return pairChanges.flatMap((change) => {
    if (change.what !== "deleted" || change.by !== "ours" || !runs.has(change.run)) {
      return [];
    }
    const made = pairChanges
      .filter((one) => one.what === "created" && one.name === change.name && one.atMs <= change.atMs)
      .at(-1);
    const raced = made !== undefined && change.atMs - made.atMs <= RACE_MS;
    return made?.by === "ours" || raced
      ? []
      : [
          {
            judgement: "others left alone",
            text: `key pair ${change.name} was deleted, but others had made it`,
            atMs: change.atMs,
          } as const,
        ];
  });
}
