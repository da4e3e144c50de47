import type { History } from "./history";
import { Facts } from "./judges/facts";
import { Keyring } from "./keyring";
import { firstBind } from "./madeUp";
import type { Part } from "./plan";
import { leavesOut, wasListed } from "./whatListsShow";
import type { SentRequest } from "./wire";

const keyring = new Keyring();
const slow: Part = { kind: "course", course: { server: 0, outcome: "succeed", ms: 20_000 } };

/** The first time that the running tasks were asked for. */
function firstListing({ director }: History): SentRequest {
  const listed = director.requests.find(({ operation }) => operation === "ListRunningTask");
  if (listed === undefined) {
    throw new Error("nothing was listed");
  }
  return listed;
}

describe("a task was listed", () => {
  /** Whether it was by these pages, read while it ran: their offset, and what spoilt the answer. */
  const listedBy = async (...pages: readonly [offset: number, fault?: string][]): Promise<boolean> => {
    const { history, post } = await firstBind(keyring, slow);
    const { requests } = history.director;
    const one = firstListing(history);
    const sent = pages.map(([offset, fault], index): SentRequest => {
      const atMs = post.atMs + 5_000 + index * 100;
      const path = `/v3/tasks?limit=1000&offset=${offset}`;
      return { ...one, path, atMs, arrivedMs: atMs + 10, endedMs: atMs + 20, ...(fault !== undefined && { fault }) };
    });
    requests.splice(0, Infinity, ...sent);
    return wasListed(new Facts(history, []), post);
  };

  it("where every page of the list was read", async () => {
    expect([await listedBy([0]), await listedBy([0], [1]), await listedBy([0], [1], [0, "cut before"])]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("not where it was over before each page was read", async () => {
    const { history, post } = await firstBind(keyring, slow);
    const { requests } = history.director;
    const one = firstListing(history);
    const listed = (secondMs: number): boolean => {
      const pages = [5_000, secondMs].map((afterMs, offset): SentRequest => {
        const atMs = post.atMs + afterMs;
        return { ...one, path: `/v3/tasks?limit=1000&offset=${offset}`, atMs, arrivedMs: atMs + 10 };
      });
      requests.splice(0, Infinity, ...pages);
      return wasListed(new Facts(history, []), post);
    };
    expect([listed(6_000), listed(21_000)]).toEqual([true, false]);
  });

  it("not where a page of it was lost", async () => {
    expect([await listedBy([0, "half"]), await listedBy([0], [1, "cut before"]), await listedBy()]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

it("a running list that shows tasks as those of other servers leaves them out", async () => {
  const { history } = await firstBind(keyring, slow);
  const left = (fault: string): boolean => {
    Object.assign(firstListing(history), { fault });
    return leavesOut(new Facts(history, []), 0);
  };
  expect([left("foreign ids"), left("half")]).toEqual([true, false]);
});

it("so does one that is cut, where its next page counts no more than what was left, as another task has ended", async () => {
  const { history } = await firstBind(keyring, slow);
  const { requests } = history.director;
  const listed = firstListing(history);
  const left = (...totals: number[]): boolean => {
    const pages = totals.map((total, index): SentRequest => {
      const fault = index === 0 ? { fault: "list lacks the last" } : {};
      return { ...listed, ...fault, answer: `200 {"total":${total},"tasks":[]}` };
    });
    requests.splice(0, Infinity, ...pages);
    return leavesOut(new Facts(history, []), 0);
  };
  expect([left(2, 1), left(2, 2), left(2)]).toEqual([true, false, false]);
});
