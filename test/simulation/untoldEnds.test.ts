import type { Quirks } from "../emulator/src/index";
import { restedHistory } from "./boundHistory";
import type { CallEnd, CallRecord } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import type { History } from "./history";
import { Facts } from "./judges/facts";
import { Keyring } from "./keyring";
import { excusedAgain, excusedState, firstBind, laterCall, sentBy } from "./madeUp";
import { atPost, up } from "./mendedHistory";
import type { Part, PartOf } from "./plan";
import { isUnknowable } from "./unknowable";

const keyring = new Keyring();
const refused: CallEnd = { how: "refused", error: undefined, message: "made up" };
const killed: CallEnd = { how: "killed" };
const slow: Part = { kind: "course", course: { server: 0, outcome: "succeed", ms: 20_000 } };
const fails: Part = { kind: "course", course: { server: 0, outcome: "fail", ms: 200 } };
const lost: PartOf<"fault"> = { kind: "fault", at: atPost, fault: "served 504", times: 1 };

const played = (...parts: Part[]): ReturnType<typeof firstBind> => firstBind(keyring, ...parts);

describe("after a killed bind that ran in front of the next run, while ECS named its pair", () => {
  /** The bind is killed while it runs, and another run sends it once more; `afterMs` later than at once. */
  const againOver = (
    { history, post, call }: { history: History; post: AcceptedPost; call: CallRecord },
    patch: Partial<Quirks>,
    afterMs = 0,
  ): boolean => {
    const cut: CallRecord = { ...call, toMs: post.atMs + 1_000, end: killed };
    const next = laterCall(cut, cut.toMs + 1_000 + afterMs, { verb: "create", before: undefined });
    history.calls.splice(0, Infinity, cut, { ...next, toMs: next.fromMs + 100_000 });
    Object.assign(history, { quirks: { ...history.quirks, keyNameChanges: "atStart", ...patch } });
    const atMs = next.fromMs + 60_000;
    return excusedAgain(history, post, { ...post, run: next.run, sentMs: atMs, atMs });
  };
  const again = async (patch: Partial<Quirks>, afterMs = 0, ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await played(slow, ...parts);
    return againOver({ history, post, call: bound }, patch, afterMs);
  };

  it("forgive a second one where it could not be asked for, and was forgotten", async () => {
    const unasked = { answersAbout: "otherTask", taskRetentionMs: 5_000 } as const;
    expect(await again(unasked)).toBe(true);
    expect(await again({ ...unasked, answersAbout: "asked" })).toBe(false);
    expect(await again({ ...unasked, taskRetentionMs: 0 })).toBe(false);
    expect(await again({ ...unasked, keyNameChanges: "atEnd" })).toBe(false);
    expect(await again(unasked, 30_000)).toBe(false);
  });

  it("forgive it where no answer has told of its end before it was forgotten", async () => {
    const { history, bound, post } = await played(slow);
    const forgotten = { taskRetentionMs: 5_000 } as const;
    expect(againOver({ history, post, call: bound }, forgotten)).toBe(false);
    const { requests } = history.director;
    requests.splice(
      0,
      Infinity,
      ...requests.filter(({ arrivedMs = -1 }) => arrivedMs < new Facts(history, []).endOf(post)),
    );
    expect(againOver({ history, post, call: bound }, forgotten)).toBe(true);
    expect(againOver({ history, post, call: bound }, { taskRetentionMs: 0 })).toBe(false);
  });

  it("forgive it where its entry could not be read, and another task of the server had failed", async () => {
    const secondOf = async (patch: Partial<Quirks>): Promise<boolean> => {
      const { history } = await restedHistory(keyring, up, fails, slow);
      const [, post] = history.cloud.chronicle.posts;
      const call = post === undefined ? undefined : new Facts(history, []).callOf(post);
      if (post === undefined || call === undefined) {
        throw new Error("nothing was bound after the failure");
      }
      return againOver({ history, post, call }, patch);
    };
    expect(await secondOf({ taskIds: "blank" })).toBe(true);
    expect(await secondOf({ taskTimeUnit: "beyond" })).toBe(true);
    expect(await secondOf({})).toBe(false);
    expect(await again({ taskIds: "blank" })).toBe(false);
  });

  it("forgive it where it was listed without an id, and failed ones may not be listed", async () => {
    const nameless = { listTaskId: "server" } as const;
    const forbidden: Part = { kind: "forbid", run: 1, operation: "ListFailedTask" };
    expect(await again(nameless, 0, forbidden)).toBe(true);
    expect([await again(nameless), await again({}, 0, forbidden)]).toEqual([false, false]);
  });
});

it("forgive a destroy that is done while a bind runs which only the running list shows, where that is forbidden", async () => {
  const told = async (change: Partial<CallRecord>, ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await played(slow, lost, ...parts);
    const left: CallRecord = { ...bound, toMs: post.atMs + 1_000, end: refused };
    const call = laterCall(left, left.toMs + 1_000, { verb: "delete", ...change });
    history.calls.splice(0, Infinity, left, call);
    return excusedState(history, call);
  };
  const forbidden: Part = { kind: "forbid", run: "always", operation: "ListRunningTask" };
  expect([await told({}, forbidden), await told({}), await told({ verb: "update" }, forbidden)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("forgive that a new row takes the task of another one for done where only the forbidden list shows it, and ECS is ahead", async () => {
  const another = { urn: "another", verb: "create" } as const;
  const told = async (reads: Partial<CallRecord>, ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await played(
      slow,
      { kind: "quirk", patch: { keyNameChanges: "atStart" } },
      ...parts,
    );
    const left: CallRecord = { ...bound, toMs: post.atMs + 1_000 };
    const call = laterCall(left, left.toMs + 1_000, reads);
    history.calls.splice(0, Infinity, left, call);
    return excusedState(history, call);
  };
  const forbidden: Part = { kind: "forbid", run: "always", operation: "ListRunningTask" };
  expect([await told(another, forbidden), await told(another), await told({}, forbidden)]).toEqual([
    true,
    false,
    false,
  ]);
  // One that takes the place of the row knows nothing of it either.
  expect(await told({ verb: "create" }, forbidden)).toBe(true);
});

it("forgive a destroy that leaves what a lost bind has bound which the running list left out, and no other", async () => {
  const told = async (...parts: Part[]): Promise<boolean> => {
    const { history, bound } = await played(...parts);
    return excusedState(history, laterCall(bound, bound.toMs + 200_000, { verb: "delete" }));
  };
  const omits: Part = { kind: "quirk", patch: { runningListOmits: true } };
  expect([await told(omits, lost), await told(omits), await told(lost)]).toEqual([true, false, false]);
});

it("forgive that a failure of others is told as ours only where the service had just dropped our task", async () => {
  const told = async (outcome: "vanish" | "succeed", pair: "kp-a" | "kp-b" = "kp-a"): Promise<boolean> => {
    const { history, bound } = await restedHistory(
      keyring,
      { kind: "course", course: { server: 0, outcome, ms: 200 } },
      fails,
      {
        kind: "deed",
        at: { run: 0, operation: "ListKeypairTask", nth: 0 },
        afterMs: 0,
        deed: { do: "bind", server: 0, pair },
      },
    );
    return excusedState(history, bound);
  };
  expect([await told("vanish"), await told("succeed"), await told("vanish", "kp-b")]).toEqual([true, false, false]);
});

it("forgive that nothing is kept of a lost bind whose failure others cleared from the list before it was read", async () => {
  const told = async (clearedAfterMs: number | undefined, isRead: boolean): Promise<boolean> => {
    const { history, bound, post } = await played(fails, { ...lost, fault: "cut after" });
    const { chronicle } = history.cloud;
    const { requests } = history.director;
    const listed = requests.find(({ operation }) => operation === "ListFailedTask");
    if (listed === undefined) {
      throw new Error("no failed tasks were listed");
    }
    const endMs = new Facts(history, []).endOf(post);
    requests.splice(0, Infinity, ...requests.filter(({ operation }) => operation === "AssociateKeypair"));
    if (isRead) {
      requests.push({ ...listed, arrivedMs: endMs + 100 });
    }
    if (clearedAfterMs !== undefined) {
      chronicle.clearedMs.push(endMs + clearedAfterMs);
    }
    const call: CallRecord = { ...bound, end: refused };
    history.calls.splice(0, 1, call);
    return excusedState(history, call);
  };
  expect([await told(500, false), await told(500, true), await told(undefined, false)]).toEqual([true, false, false]);
});

it("forgive that what others have bound under the name of ours is undone only where no call for the server saw their task", async () => {
  const undone = async (isSeen: boolean, name = "kp-a"): Promise<boolean> => {
    const { history, bound, post } = await played();
    const facts = new Facts(history, []);
    const theirs = { ...post, by: "others" } as const;
    const seeing = { ...bound, fromMs: facts.endOf(post) - 1, toMs: facts.endOf(post) + 1 };
    const destroy = laterCall(bound, bound.toMs + 100_000, { verb: "delete", before: { made: { name } } });
    const unbind = { ...sentBy(destroy, post), unbinds: true, taskId: "" };
    history.calls.splice(0, Infinity, ...(isSeen ? [seeing] : []), destroy);
    history.cloud.chronicle.posts.splice(0, Infinity, theirs, unbind);
    const violation = { judgement: "others left alone", text: "", atMs: unbind.atMs, serverId: post.serverId } as const;
    return isUnknowable(violation, new Facts(history, []));
  };
  expect([await undone(false), await undone(true), await undone(false, "kp-b")]).toEqual([true, false, false]);
});

it("forgive that a key is gone after an unbind of ours that failed with its destroy, where failures leave another one", async () => {
  const told = async (verb: CallRecord["verb"], ...quirks: Part[]): Promise<boolean> => {
    const { history, bound } = await restedHistory(
      keyring,
      ...quirks,
      { kind: "step", step: { do: "wait", ms: 60_000 } },
      { kind: "course", course: { server: 0, outcome: "succeed", ms: 2_000 } },
      { kind: "course", course: { server: 0, outcome: "fail", ms: 2_000 } },
      { kind: "deed", at: { ...atPost, run: 0 }, afterMs: 20_000, deed: { do: "unbind", server: 0 } },
    );
    const { posts } = history.cloud.chronicle;
    const failed = posts.find(({ by }) => by === "others");
    if (failed === undefined) {
      throw new Error("nobody unbound the server");
    }
    const sender = laterCall(bound, failed.sentMs - 1, { verb, end: refused });
    const reader = laterCall(sender, sender.toMs + 100_000);
    history.calls.splice(0, Infinity, bound, sender, reader);
    posts.splice(posts.indexOf(failed), 1, { ...failed, by: "ours", run: sender.run });
    return excusedState(history, reader);
  };
  const quirk: Part = { kind: "quirk", patch: { failedLeaves: "none" } };
  expect([await told("delete", quirk), await told("update", quirk), await told("delete")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("forgive that a bind which others have undone is told as failed only where no run could see its end", async () => {
  const told = async (taskRetentionMs: number, looked: boolean, ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await played(...parts);
    const end: CallEnd = { how: "done", secret: [], outputs: { phase: "failed" } };
    const reader = laterCall(bound, bound.toMs + 100_000, { end });
    const undone: AcceptedPost = { ...post, by: "others", unbinds: true, atMs: bound.toMs + 50_000 };
    history.cloud.chronicle.posts.push(undone);
    history.calls.push(reader);
    Object.assign(history, { quirks: { ...history.quirks, taskRetentionMs } });
    if (!looked) {
      const sent = history.director.requests.filter(({ operation }) => operation === "AssociateKeypair");
      history.director.requests.splice(0, Infinity, ...sent);
    }
    return excusedState(history, reader);
  };
  expect([await told(20_000, false), await told(20_000, true), await told(0, false)]).toEqual([true, false, false]);
  expect(await told(0, false, { kind: "forbid", run: "always", operation: "ListKeypairTask" })).toBe(true);
  const lost: Part = {
    kind: "fault",
    at: { run: 0, operation: "AssociateKeypair", nth: 0 },
    fault: "served 504",
    times: 1,
  };
  expect([await told(0, false, lost), await told(0, true, lost)]).toEqual([true, false]);
});
