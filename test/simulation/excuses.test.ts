import { answeredWith, bindAndRest, BOUND, restedHistory } from "./boundHistory";
import type { CallRecord } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import type { History } from "./history";
import { Facts } from "./judges/facts";
import { nobodyLockedOut } from "./judges/nobodyLockedOut";
import { othersLeftAlone } from "./judges/othersLeftAlone";
import { stateIsTrue } from "./judges/stateIsTrue";
import { Keyring } from "./keyring";
import { excusedState, firstBind, laterCall } from "./madeUp";
import type { Part } from "./plan";
import { playHistory } from "./playHistory";
import { otherPair } from "./startSeed";
import { isUnknowable } from "./unknowable";

const keyring = new Keyring();

let history: History;
let bound: CallRecord;

/** A history in which all is right: what is wrong about it is made up afterwards. */
beforeEach(async () => {
  ({ history, bound } = await restedHistory(keyring));
  expect(bound.end.how).toBe("done");
});

/** The same with other parts, which play without a violation. */
const played = async (...parts: Part[]): Promise<History> => (await restedHistory(keyring, ...parts)).history;

/** Whether it is excused that the first bind of a history is sent again, by another run where one is named. */
function forgivenAgain(one: History, run?: number): boolean {
  const [earlier] = one.cloud.chronicle.posts;
  if (earlier === undefined) {
    throw new Error("nothing was posted");
  }
  const later = { ...earlier, run: run ?? earlier.run, sentMs: one.time.now(), atMs: one.time.now() };
  const violation = { judgement: "one accepted POST", text: "", atMs: later.atMs, posts: { earlier, later } } as const;
  return isUnknowable(violation, new Facts(one, one.calls));
}

it("see that others' binding was replaced without a word of the program, but not where only the service could tell", async () => {
  const blind = await played({ kind: "forbid", run: "always", operation: "ShowServer" });
  const key = { provenBody: "a key that the service took", withPassword: false };
  const password = { provenBody: undefined, withPassword: true };
  const wrong = (one: History, sent: Pick<AcceptedPost, "provenBody" | "withPassword">): string[] => {
    const { posts } = one.cloud.chronicle;
    const [post] = posts;
    if (post !== undefined) {
      posts[0] = { ...post, ...sent, before: { ...post.before, keyPairName: otherPair }, boundBy: "others" };
    }
    return othersLeftAlone(new Facts(one, one.calls)).map(({ text }) => text);
  };
  const found = [expect.stringMatching(/took the place of kp-other/)];
  expect([wrong(history, key), wrong(history, password)]).toEqual([found, found]);
  expect([wrong(blind, key), wrong(blind, password)]).toEqual([[], []]);
  expect(wrong(blind, { provenBody: undefined, withPassword: false })).toEqual(found);
});

it("see that others' binding was undone in a destroy, but not where it has the name and the key of ours", () => {
  const { posts } = history.cloud.chronicle;
  const [post] = posts;
  if (post?.keyBody === undefined) {
    throw new Error("nothing was posted");
  }
  const { keyBody } = post;
  const atMs = bound.toMs;
  const wrong = (key: string, state: CallRecord["before"]): string[] => {
    const call: CallRecord = { ...bound, verb: "delete", inputs: {}, before: state };
    history.calls.splice(0, history.calls.length, call);
    const before = { ...post.before, keyPairName: "kp-a", authorizedKeys: [key] };
    const unbind: AcceptedPost = { ...post, sentMs: atMs, atMs, before, unbinds: true, boundBy: "others" };
    posts.splice(0, posts.length, post, unbind);
    return othersLeftAlone(new Facts(history, [call])).map(({ text }) => text);
  };
  const found = [expect.stringMatching(/^UNBIND kp-a .* took the place of kp-a/)];
  const made = { made: { name: "kp-a" } };
  expect([wrong("another key", made), wrong(keyBody, {})]).toEqual([found, found]);
  expect([wrong(keyBody, made), wrong(keyBody, { attempt: { keyPairName: "kp-a" } })]).toEqual([[], []]);
});

it("forgive that others' binding was replaced where ECS did not show it yet to a run that began later, and only there", async () => {
  const forgiven = (one: History, begunAfterMs: number): boolean => {
    const { posts } = one.cloud.chronicle;
    const [post] = posts;
    const call = one.calls.find(({ verb, id }) => verb === "create" && id === BOUND);
    if (post === undefined || call === undefined) {
      throw new Error("nothing was posted");
    }
    const endMs = new Facts(one, []).endOf(post);
    const atMs = endMs + 10_000;
    posts.splice(0, posts.length, { ...post, by: "others" }, { ...post, boundBy: "others", sentMs: atMs, atMs });
    one.calls.splice(0, one.calls.length, { ...call, fromMs: endMs + begunAfterMs, toMs: atMs + 1 });
    const violation = { judgement: "others left alone", text: "", atMs, serverId: BOUND } as const;
    return isUnknowable(violation, new Facts(one, one.calls));
  };
  const behind = (): Promise<History> => played({ kind: "quirk", patch: { keyNameStaleMs: 20_000 } });
  expect([forgiven(await behind(), 5_000), forgiven(await behind(), -5_000), forgiven(history, 5_000)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("see a server that nobody enters any more, but not one that others shut before we came", () => {
  const { cloud } = history;
  cloud.emulator.control.putServer(BOUND, { keyPairName: null, hasPassword: false });
  expect(nobodyLockedOut(history)).toMatchObject([{ serverId: BOUND }]);
  const [post] = cloud.chronicle.posts;
  const task = cloud.tasks().find(({ taskId }) => taskId === post?.taskId);
  if (post === undefined || task?.endedAt === undefined) {
    throw new Error("nothing was posted");
  }
  cloud.chronicle.posts[0] = { ...post, by: "others", unbinds: true };
  cloud.chronicle.seeServer(cloud.time.now(), BOUND, cloud.server(BOUND));
  expect(nobodyLockedOut(history)).toEqual([]);
});

it("take what others did just like us for ours only where our answer was lost", () => {
  const { posts } = history.cloud.chronicle;
  const [post] = posts;
  if (post === undefined) {
    throw new Error("nothing was posted");
  }
  posts[0] = { ...post, by: "others" };
  const violation = { judgement: "others left alone", text: "", atMs: history.time.now(), serverId: BOUND } as const;
  expect(isUnknowable(violation, new Facts(history, [bound]))).toBe(false);
  const sent = history.director.requests.find(({ operation }) => operation === "AssociateKeypair");
  if (sent !== undefined) {
    history.director.requests.push({ ...sent, answer: "cut after" });
  }
  expect(isUnknowable(violation, new Facts(history, [bound]))).toBe(true);
});

it("take what others did while our forgotten task was still asked for as ours, and not what they did later", async () => {
  const forgiven = async (afterMs: number): Promise<boolean> => {
    const one = await played(
      { kind: "course", course: { server: 0, outcome: "vanish", ms: 2_000 } },
      {
        kind: "deed",
        at: { run: 0, operation: "AssociateKeypair", nth: 0 },
        afterMs,
        deed: { do: "bind", server: 0, pair: "kp-a" },
      },
    );
    const facts = new Facts(one, one.calls);
    const theirs = facts.posts(BOUND).find(({ by }) => by === "others");
    if (theirs === undefined || facts.fateOf(theirs) !== "succeeded") {
      throw new Error("others did nothing");
    }
    const atMs = facts.endOf(theirs) + 1;
    return isUnknowable({ judgement: "others left alone", text: "", atMs, serverId: BOUND }, facts);
  };
  expect([await forgiven(4_000), await forgiven(40_000)]).toEqual([true, false]);
});

it("forgive that nobody knows the key of a task that a killed run has left under the same name, and only of such a one", () => {
  const violation = { judgement: "state is true", text: "", atMs: history.time.now(), serverId: BOUND } as const;
  const { posts } = history.cloud.chronicle;
  const [post] = posts;
  const forgiven = (end: CallRecord["end"], before: string | undefined): boolean => {
    if (post !== undefined) {
      posts[0] = { ...post, before: before === undefined ? post.before : { ...post.before, keyPairName: before } };
    }
    history.calls.splice(0, history.calls.length, { ...bound, end });
    return isUnknowable(violation, new Facts(history, history.calls));
  };
  const killed = { how: "killed" } as const;
  expect([forgiven(killed, undefined), forgiven(bound.end, "kp-a"), forgiven(killed, "kp-a")]).toEqual([
    false,
    false,
    true,
  ]);
});

it("forgive that a key is gone after a change of others that failed, where failures leave another one, and only there", async () => {
  const forgiven = async (...quirks: Part[]): Promise<boolean> => {
    const one = await played(
      ...quirks,
      { kind: "step", step: { do: "wait", ms: 60_000 } },
      { kind: "course", course: { server: 0, outcome: "succeed", ms: 2_000 } },
      { kind: "course", course: { server: 0, outcome: "fail", ms: 2_000 } },
      {
        kind: "deed",
        at: { run: 0, operation: "AssociateKeypair", nth: 0 },
        afterMs: 20_000,
        deed: { do: "unbind", server: 0 },
      },
    );
    const facts = new Facts(one, one.calls);
    const theirs = facts.posts(BOUND).find(({ by }) => by === "others");
    if (theirs === undefined || facts.fateOf(theirs) !== "failed") {
      throw new Error("others' change did not fail");
    }
    const atMs = facts.endOf(theirs) + 1;
    return isUnknowable({ judgement: "state is true", text: "", atMs, serverId: BOUND }, facts);
  };
  expect([await forgiven({ kind: "quirk", patch: { failedLeaves: "none" } }), await forgiven()]).toEqual([true, false]);
});

it("know that a binding which is found may have the key of an earlier pair, and only such a one", () => {
  const { chronicle } = history.cloud;
  const [pair] = history.cloud.pairs().filter(({ name }) => name === "kp-a");
  const violation = { judgement: "nobody locked out", text: "", atMs: history.time.now(), serverId: BOUND } as const;
  history.calls.splice(0, history.calls.length, answeredWith(bound, { adopted: true }));
  expect(isUnknowable(violation, new Facts(history, []))).toBe(false);
  if (pair !== undefined) {
    const created = { by: "ours", what: "created", name: "kp-a", pair } as const;
    chronicle.pairChanges.push({ ...created, atMs: bound.fromMs - 1, run: bound.run });
    expect(isUnknowable(violation, new Facts(history, []))).toBe(false);
    chronicle.pairChanges.push({ ...created, atMs: bound.fromMs - 1, run: bound.run - 1 });
  }
  expect(isUnknowable(violation, new Facts(history, []))).toBe(true);
});

it("forgive a second bind where neither the task nor the server could be asked for, and only there", async () => {
  const blind = await played(
    { kind: "forbid", run: 0, operation: "ListKeypairTask" },
    { kind: "forbid", run: 0, operation: "ShowServer" },
  );
  expect([forgivenAgain(history, 99), forgivenAgain(blind, 99)]).toEqual([false, true]);
});

it("see a bind that is called failed after its success, but not where a later task of ours has undone it", () => {
  const { posts } = history.cloud.chronicle;
  const [post] = posts;
  const call: CallRecord = {
    ...answeredWith(bound, { phase: "failed", operation: "BIND" }),
    before: { phase: "waiting" },
  };
  const judged = (): string[] => stateIsTrue(new Facts(history, [call])).map(({ text }) => text);
  expect(judged()).toEqual([expect.stringMatching(/^state says failed, but bind of kp-a/)]);
  if (post !== undefined) {
    posts.push({ ...post, unbinds: true, atMs: post.atMs + 1 });
  }
  expect(judged()).toEqual([]);
});

it("let go of a server whose task never ends, and do not wait for its end", async () => {
  const ends = [1, 2, 3, 4].map(async (seed) => {
    const hanging: Part[] = [
      {
        kind: "server",
        start: { status: "ACTIVE", bound: "kp-a", hasPassword: true },
        traits: { auth: "right", onDelete: "unbind", timeout: "2m" },
        pair: "kp-a",
      },
      { kind: "course", course: { server: 0, outcome: "hang", ms: 2_000 } },
      { kind: "step", step: { do: "up" } },
      { kind: "step", step: { do: "destroy", as: "operator" } },
    ];
    return (await playHistory({ ...bindAndRest, seed, parts: hanging }, keyring)).violations;
  });
  expect((await Promise.all(ends)).flat()).toEqual([]);
});

it("forgive a second bind after a lost one whose task was dropped before a list could show it, and only there", async () => {
  const lost = (ms: number): Promise<History> =>
    played(
      { kind: "course", course: { server: 0, outcome: "vanish", ms } },
      { kind: "fault", at: { run: 0, operation: "AssociateKeypair", nth: 0 }, fault: "cut after", times: 1 },
    );
  expect([forgivenAgain(await lost(200)), forgivenAgain(await lost(20_000))]).toEqual([true, false]);
});

it("see that a lost bind is not sent again in the same call where a list tells that it may have failed", async () => {
  const other = await played(
    { kind: "quirk", patch: { replaceListsKeyPair: "old" } },
    { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
    { kind: "course", course: { server: 0, outcome: "succeed", ms: 2_000 } },
    { kind: "course", course: { server: 0, outcome: "fail", ms: 200 } },
    { kind: "fault", at: { run: 1, operation: "AssociateKeypair", nth: 0 }, fault: "cut after", times: 1 },
  );
  expect(other.cloud.chronicle.posts.map(({ run, keyPairName }) => [run, keyPairName]).slice(0, 2)).toEqual([
    [0, "kp-a"],
    [1, "kp-b"],
  ]);
  const [rotated] = other.calls.filter(({ run, kind }) => run === 1 && kind === "keyPairBinding");
  expect(rotated?.end).toMatchObject({ how: "kept", outputs: { phase: "failed", boundKeyPairName: "kp-a" } });
});

it("forgive who believes ECS that is behind a task which another row's state tells of, also where that row goes in the same moment", async () => {
  const {
    history: one,
    bound: first,
    post,
  } = await firstBind(keyring, {
    kind: "quirk",
    patch: { keyNameStaleMs: 20_000 },
  });
  const fromMs = new Facts(one, [first]).endOf(post) + 5_000;
  const mover = laterCall(first, fromMs, { verb: "create", urn: `${first.urn}-moved` });
  const leaver = laterCall(first, fromMs, { verb: "delete" });
  const reader = laterCall(first, fromMs);
  const told = [excusedState(one, mover, first, leaver), excusedState(one, mover, leaver, first)];
  expect([...told, excusedState(one, reader, first)]).toEqual([true, true, false]);
});
