import type { Quirks } from "../emulator/src/index";
import type { CallEnd, CallRecord } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import { acceptedPosts } from "./judges/acceptedPosts";
import { Facts } from "./judges/facts";
import { Keyring } from "./keyring";
import { excusedAgain, firstBind, laterCall, sentBy } from "./madeUp";
import type { Part } from "./plan";
import { playHistory } from "./playHistory";
import type { SentRequest } from "./wire";

const keyring = new Keyring();
const killed: CallEnd = { how: "killed" };
const up: Part = { kind: "step", step: { do: "up" } };
const rival: Part = { kind: "rival", server: 0, traits: {}, pair: "kp-b" };

it("forgive a second bind for `triggers` after a killed one where state has the name that ECS shows, and only there", async () => {
  const again = async (boundKeyPairName: string | undefined): Promise<boolean> => {
    const { history, bound, post } = await firstBind(keyring);
    const change = { inputs: { ...bound.inputs, triggers: [1] }, before: { boundKeyPairName } };
    const cut = laterCall(bound, bound.toMs + 100_000, { ...change, end: killed });
    const next = laterCall(cut, cut.toMs + 100_000, change);
    history.calls.push(cut, next);
    // Both as if others had unbound the server meanwhile.
    return excusedAgain(history, sentBy(cut, post), sentBy(next, post));
  };
  expect([await again("kp-a"), await again(undefined), await again("kp-b")]).toEqual([true, false, false]);
});

it("forgive a second bind after a lost one where ECS was behind before it, and only there", async () => {
  const again = async (afterMs: number, unbinds: boolean): Promise<boolean> => {
    const { history, bound, post } = await firstBind(keyring, { kind: "quirk", patch: { keyNameStaleMs: 20_000 } });
    const lost = laterCall(bound, bound.toMs + afterMs);
    const next = laterCall(lost, lost.toMs + 200_000);
    history.calls.push(lost, next);
    history.cloud.chronicle.posts[0] = { ...post, unbinds, before: { ...post.before, keyPairName: "kp-a" } };
    return excusedAgain(history, sentBy(lost, post), sentBy(next, post));
  };
  expect([await again(1_000, true), await again(100_000, true)]).toEqual([true, false]);
});

it("forgive a second bind of the name that ECS showed before where its task could not be asked for then or now", async () => {
  const again = async (run: number): Promise<boolean> => {
    const { history, bound, post } = await firstBind(keyring, { kind: "forbid", run, operation: "ListKeypairTask" });
    const next = laterCall(bound, bound.toMs + 1_000);
    history.calls.splice(0, Infinity, { ...bound, toMs: post.atMs + 1 }, next);
    const before = { ...post.before, keyPairName: "kp-a" };
    return excusedAgain(history, { ...post, before }, sentBy(next, post));
  };
  expect([await again(0), await again(1), await again(2)]).toEqual([true, true, false]);
});

it("forgive a second bind of a pair that others made anew while the first one bound it, where state says so", async () => {
  const again = async (remadeAfterMs: number, outputs: object, how: "done" | "kept" = "done"): Promise<boolean> => {
    const { history, bound, post } = await firstBind(keyring);
    const [pair] = history.cloud.pairs().filter(({ name }) => name === "kp-a");
    if (pair === undefined) {
      throw new Error("there is no key pair");
    }
    const { chronicle } = history.cloud;
    const remade = { by: "others", run: bound.run, what: "created", name: "kp-a", pair } as const;
    chronicle.pairChanges.push({ ...remade, atMs: post.atMs + remadeAfterMs });
    const first: CallRecord = {
      ...bound,
      end: { how, secret: [], outputs: { ...outputs }, error: undefined, message: "" },
    };
    const next = laterCall(first, first.toMs + 100_000);
    history.calls.splice(0, 1, first, next);
    return excusedAgain(history, post, sentBy(next, post));
  };
  const uncertain = { phase: "bound", keyUncertain: true };
  expect([await again(1, uncertain), await again(1, { phase: "bound" })]).toEqual([true, false]);
  expect(await again(-1_000, uncertain)).toBe(false);
  // Its end was not seen then: the run that finds it out has to make the key certain.
  expect([await again(1, { phase: "waiting" }, "kept"), await again(1, { phase: "failed" }, "kept")]).toEqual([
    true,
    false,
  ]);
  expect(await again(-1_000, { phase: "waiting" }, "kept")).toBe(false);
});

describe("after a bind whose answer was lost, where ECS may not be asked", () => {
  const blind: Part = { kind: "forbid", run: "always", operation: "ShowServer" };
  const lost = (fault: "served 504" | "slow back"): Part => ({
    kind: "fault",
    at: { run: 0, operation: "AssociateKeypair", nth: 0 },
    fault,
    times: 1,
  });
  const takes = (ms: number): Part => ({ kind: "course", course: { server: 0, outcome: "succeed", ms } });
  const againOver = async (keyPairName: string | undefined, ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await firstBind(keyring, blind, ...parts);
    // As if it had looked on without a result.
    const looked = { ...bound, toMs: bound.toMs + 60_000 };
    const next = laterCall(looked, looked.toMs + 100_000);
    history.calls.splice(0, 1, looked, next);
    const before = { ...post.before, ...(keyPairName !== undefined && { keyPairName }) };
    return excusedAgain(history, { ...post, before }, sentBy(next, post));
  };
  const again = (...parts: Part[]): Promise<boolean> => againOver(undefined, ...parts);

  it("do not forgive a second one where the running list showed a task that can be followed", async () => {
    expect(await again(lost("served 504"), takes(20_000))).toBe(false);
    expect(await again(lost("slow back"), takes(20_000))).toBe(false);
  });

  it("forgive it where the entry of the task cannot be read", async () => {
    expect(await again(lost("served 504"), takes(20_000), { kind: "quirk", patch: { taskTimeUnit: "beyond" } })).toBe(
      true,
    );
  });

  it("forgive it where answers about tasks are about others", async () => {
    const { history, bound, post } = await firstBind(keyring, blind, lost("served 504"), takes(20_000));
    const next = laterCall({ ...bound, toMs: bound.toMs + 60_000 }, bound.toMs + 160_000);
    history.calls.splice(0, Infinity, { ...bound, toMs: bound.toMs + 60_000 }, next);
    const about = (answersAbout: Quirks["answersAbout"]): boolean => {
      Object.assign(history, { quirks: { ...history.quirks, answersAbout } });
      return excusedAgain(history, post, sentBy(next, post));
    };
    expect([about("asked"), about("otherTask"), about("otherKeyPair")]).toEqual([false, true, false]);
  });

  it("forgive it where lists show its task with the pair of before, and only where there was another one", async () => {
    const old: Part = { kind: "quirk", patch: { replaceListsKeyPair: "old" } };
    const parts = [lost("served 504"), takes(20_000)] as const;
    expect(await againOver("kp-b", ...parts, old)).toBe(true);
    expect(await againOver("kp-b", ...parts)).toBe(false);
    expect(await againOver("kp-a", ...parts, old)).toBe(false);
  });

  it("forgive it also where a POST to another server, sent at the same time, had its answer, but not where it had", async () => {
    const answered = async (serverId: string | undefined): Promise<boolean> => {
      const { history, bound, post } = await firstBind(keyring, blind, lost("served 504"), takes(500));
      const { requests } = history.director;
      const body = JSON.stringify({ server: { id: serverId ?? post.serverId } });
      const sent = requests.find(({ operation }) => operation === "AssociateKeypair");
      if (sent !== undefined) {
        const answer: SentRequest = { ...sent, answer: "202 accepted", body };
        delete answer.fault;
        requests.unshift(answer);
      }
      const next = laterCall(bound, bound.toMs + 100_000);
      history.calls.push(next);
      return excusedAgain(history, post, sentBy(next, post));
    };
    expect([await answered("another"), await answered(undefined)]).toEqual([true, false]);
  });

  it("forgive it where nothing was answered any more", async () => {
    const outage: Part = {
      kind: "outage",
      at: { run: 0, operation: "ListRunningTask", nth: 1 },
      ms: 60_000,
      cut: "after",
    };
    expect(await again(lost("served 504"), takes(20_000), outage)).toBe(true);
  });

  it("forgive it where another row read the list that showed the task, while the answer was waited for", async () => {
    const other: Part = {
      kind: "server",
      start: { status: "ACTIVE", hasPassword: true },
      traits: { auth: "right", timeout: "5m" },
      pair: "kp-a",
    };
    expect(await again(other, lost("slow back"), takes(6_000))).toBe(true);
  });
});

it("forgive a second bind by a new row while the running list is forbidden, but not by the row that knows of it", async () => {
  const again = async (isNew: boolean, ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await firstBind(keyring, ...parts);
    const next = laterCall(bound, bound.toMs + 1_000, isNew ? { verb: "create" } : {});
    history.calls.push(next);
    return excusedAgain(history, post, sentBy(next, post));
  };
  const forbidden: Part = { kind: "forbid", run: "always", operation: "ListRunningTask" };
  expect([await again(true, forbidden), await again(false, forbidden), await again(true)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("take a failure of others after ours for a reason to bind once more, and nothing before it", async () => {
  const { history, violations } = await playHistory(
    {
      seed: 152639,
      signs: false,
      timeScale: 0.15,
      parts: [
        {
          kind: "server",
          start: { status: "SHUTOFF", hasPassword: true },
          traits: { auth: "all", onDelete: "retain", fingerprint: true, timeout: "2m" },
          pair: "kp-a",
        },
        up,
        { kind: "reaction", reaction: "takeOver" },
        {
          kind: "deed",
          at: { run: 0, nth: 0, operation: "AssociateKeypair" },
          afterMs: 0,
          deed: { do: "bind", server: 0, pair: "kp-other" },
        },
        { kind: "kill", at: { run: 0, operation: "AssociateKeypair", nth: 0 }, side: "after", afterMs: 0 },
        { kind: "quirk", patch: { secondTask: "run" } },
      ],
    },
    keyring,
  );
  expect(violations).toEqual([]);
  const { posts } = history.cloud.chronicle;
  const others = posts.findIndex(({ by }) => by === "others");
  expect(posts.splice(others, 1)).toMatchObject([{ by: "others", keyPairName: "kp-other" }]);
  expect(acceptedPosts(new Facts(history, history.calls))).toMatchObject([{ judgement: "one accepted POST" }]);
});

it("forgive a second bind where the list says only that something ran and had failed before, and only there", async () => {
  const { history, violations } = await playHistory(
    {
      seed: 401577,
      signs: false,
      timeScale: 0.15,
      parts: [
        {
          kind: "server",
          start: { status: "ACTIVE", hasPassword: true },
          traits: { auth: "right", onDelete: "unbind", timeout: "5m" },
          pair: "kp-a",
        },
        {
          kind: "pair",
          start: { name: "kp-b", managed: true, scope: "user", hosted: false, exposed: true, forceDelete: false },
        },
        { kind: "quirk", patch: { taskTimeUnit: "beyond", keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
        up,
        { kind: "step", step: { do: "destroy", as: "colleague" } },
        up,
        { kind: "reaction", reaction: "giveAll" },
        { kind: "reaction", reaction: "stopServer" },
        { kind: "kill", at: { run: 3, nth: 11 }, side: "before", afterMs: 0 },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 6_346 } },
      ],
    },
    keyring,
  );
  expect(violations).toEqual([]);
  const [again] = acceptedPosts(new Facts(history, history.calls));
  const { earlier, later } = again?.posts ?? {};
  if (earlier === undefined || later === undefined) {
    throw new Error("nothing was sent again");
  }
  const { posts } = history.cloud.chronicle;
  const facts = new Facts(history, []);
  const failures = posts.filter((post: AcceptedPost) => facts.fateOf(post, later.atMs) === "failed");
  expect(failures).toHaveLength(1);
  expect(excusedAgain(history, earlier, later)).toBe(true);
  failures.forEach((post) => posts.splice(posts.indexOf(post), 1));
  expect(excusedAgain(history, earlier, later)).toBe(false);
});

it("take a bind for no repetition where another row of the program has sent one while it lay on its way, and only there", async () => {
  const again = async (isBesides: boolean): Promise<number> => {
    const { history, bound, post } = await firstBind(keyring);
    const other: CallRecord = { ...laterCall(bound, bound.toMs + 1_000), urn: `${bound.urn}-2` };
    const next = laterCall(other, other.toMs + 2_000, { urn: bound.urn });
    const late = { ...post, atMs: other.toMs + 1_000 };
    const besides = { ...sentBy(other, post), urn: other.urn };
    history.calls.splice(0, Infinity, bound, other, next);
    history.cloud.chronicle.posts.splice(0, Infinity, ...(isBesides ? [besides] : []), late, sentBy(next, post));
    Object.assign(history, { plan: { ...history.plan, parts: [...history.plan.parts, rival] } });
    return acceptedPosts(new Facts(history, history.calls)).length;
  };
  expect([await again(false), await again(true)]).toEqual([1, 0]);
});

it("take two unbinds that two provider processes send at the same time for no repetition, and those of one for one", async () => {
  const again = async (provider: "dynamic" | "plugin", count: number): Promise<number> => {
    const { history, bound, post } = await firstBind(keyring);
    const rows = ["-1", "-2"].map((suffix): CallRecord => ({ ...bound, verb: "delete", urn: bound.urn + suffix }));
    // Two rows of the first process, so that nobody knows which of them has sent it.
    const others = rows.slice(0, count).map((row): CallRecord => ({ ...row, provider: "plugin" }));
    history.calls.splice(0, Infinity, ...rows, ...others);
    const unbind = { ...post, unbinds: true, provider: "dynamic" } as const;
    history.cloud.chronicle.posts.splice(0, Infinity, unbind, { ...unbind, provider, atMs: post.atMs + 1 });
    return acceptedPosts(new Facts(history, history.calls)).length;
  };
  expect([await again("plugin", 1), await again("plugin", 2), await again("dynamic", 1)]).toEqual([0, 0, 1]);
});
