import type { AcceptedPost } from "./chronicle";
import type { Facts } from "./judges/facts";
import type { SentRequest } from "./wire";

/** The key pairs by which lists may name the task of a POST. */
export function listedNames({ history: { quirks } }: Facts, { keyPairName, before }: AcceptedPost): string[] {
  const names = [keyPairName, quirks.replaceListsKeyPair === "old" ? before.keyPairName : undefined];
  return names.filter((name) => name !== undefined);
}

/** The run that sent a POST read the running list, whole, at a moment or later while it had to show the task. */
export function wasListed(facts: Facts, post: AcceptedPost, fromMs = post.atMs): boolean {
  const { quirks, director } = facts.history;
  const endMs = facts.endOf(post);
  const pages = director.requests.filter(({ run, operation }) => run === post.run && operation === "ListRunningTask");
  return pages.some(
    (page, index) =>
      page.atMs >= fromMs &&
      page.atMs > post.atMs + quirks.runningListDelayMs &&
      // Each of its pages: the one that it stood on may have been read when it was over.
      [page, ...furtherPages(pages.slice(index + 1))].every(
        (each) => isRead(each) && (each.arrivedMs ?? Infinity) < endMs,
      ),
  );
}

function isRead({ fault, answer }: SentRequest): boolean {
  return fault === undefined && answer?.startsWith("200") === true;
}

/** What belongs to the list that was begun before these requests. */
function furtherPages(requests: readonly SentRequest[]): readonly SentRequest[] {
  const next = requests.findIndex(({ path }) => path.includes("offset=0"));
  return next < 0 ? requests : requests.slice(0, next);
}

/** A lost POST whose task was over before any list showed it, by a moment, and that none shows as failed. */
export function wasDropped(facts: Facts, post: AcceptedPost, atMs: number): boolean {
  const fate = facts.fateOf(post, atMs);
  const leavesNoTrace = fate === "vanished" || (fate === "failed" && isUnlistedFailure(facts, post));
  return !facts.wasAnswered(post) && leavesNoTrace && !wasListed(facts, post);
}

/** The list of failed tasks never tells a run, by default the one that sent the POST, that its task has failed. */
export function isUnlistedFailure(facts: Facts, post: AcceptedPost, run = post.run): boolean {
  return facts.history.quirks.failedListOmits || wasCleared(facts, post, run);
}

/** Others cleared the list of failed tasks before a run could read there that the task of a POST had failed. */
function wasCleared(facts: Facts, post: AcceptedPost, reader: number): boolean {
  const { cloud, director } = facts.history;
  const endMs = facts.endOf(post);
  return cloud.chronicle.clearedMs.some(
    (clearedMs) =>
      clearedMs >= endMs &&
      !director.requests.some(
        ({ operation, run, arrivedMs = -Infinity }) =>
          operation === "ListFailedTask" && run === reader && arrivedMs >= endMs && arrivedMs < clearedMs,
      ),
  );
}

/** The running list of a run lacked something, and did not count it either, or showed it as of another server. */
export function leavesOut({ history }: Facts, run: number): boolean {
  const { runningListOmits, listTotal } = history.quirks;
  const pages = history.director.requests.filter(
    (request) => request.run === run && request.operation === "ListRunningTask",
  );
  const cut = pages.flatMap((page, index) =>
    page.fault?.startsWith("list ") === true ? [{ page, next: pages[index + 1] }] : [],
  );
  // Where a task ends between two pages, the least that they count is as little as the first has left.
  const isUncounted = cut.some(({ page, next }) => totalOf(next) < totalOf(page));
  return (
    runningListOmits ||
    (listTotal !== "right" && cut.length > 0) ||
    isUncounted ||
    pages.some(({ fault }) => fault === "foreign ids")
  );
}

/** How many entries a page of a list counts; NaN where it does not say. */
function totalOf(page: SentRequest | undefined): number {
  return Number(/"total":(\d+)/.exec(page?.answer ?? "")?.[1]);
}
