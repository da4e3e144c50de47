import { restedHistory } from "../boundHistory";
import type { CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";
import { Keyring } from "../keyring";
import { firstBind, laterCall, sentBy } from "../madeUp";
import type { Part } from "../plan";
import { Facts } from "./facts";
import { stateIsTrue } from "./stateIsTrue";

const PAIR = { name: "kp-a", scope: "domain", userId: "", publicKey: "", description: "", hosted: false } as const;
const PAIR_MADE = { by: "others", run: 0, what: "created", name: "kp-a" } as const;
const KILLED = { how: "killed" } as const;
const keyring = new Keyring();
const rival: Part = { kind: "rival", server: 0, traits: {}, pair: "kp-a" };

it("a failure that a row waited for is held against what that row has sent, not a rival", async () => {
  const told = async (isRivals: boolean): Promise<string[]> => {
    const { history, bound, post } = await firstBind(keyring);
    Object.assign(history, { plan: { ...history.plan, parts: [...history.plan.parts, rival] } });
    const urn = isRivals ? `${bound.urn}-2` : bound.urn;
    const reader: CallRecord = laterCall(bound, bound.toMs + 100_000, {
      before: { phase: "waiting", attempt: {} },
      end: { how: "kept", secret: [], outputs: { phase: "failed", operation: "BIND" }, error: undefined, message: "" },
    });
    history.calls.splice(0, Infinity, { ...bound, urn }, reader);
    history.cloud.chronicle.posts.splice(0, Infinity, { ...sentBy(bound, post), run: bound.run, urn });
    return stateIsTrue(new Facts(history, [reader])).map(({ text }) => text);
  };
  expect(await told(true)).toEqual([]);
  expect(await told(false)).toEqual([expect.stringMatching(/^state says failed, but bind of kp-a/)]);
});

it("a failure speaks of the attempt that is in state, not of what was settled before that was sent", async () => {
  const told = async (sentAt: string): Promise<string[]> => {
    const { history, bound, post } = await firstBind(keyring);
    const attempt = { keyPairName: "kp-b", sentAt };
    const outputs = { phase: "failed", operation: "REPLACE", boundKeyPairName: "kp-a", attempt };
    const later = laterCall(bound, bound.toMs + 100_000, {
      before: { phase: "waiting", attempt: {} },
      end: { how: "kept", secret: [], outputs, error: undefined, message: "" },
    });
    history.calls.splice(0, Infinity, bound, later);
    history.cloud.chronicle.posts.splice(0, Infinity, sentBy(bound, post));
    return stateIsTrue(new Facts(history, [later])).map(({ text }) => text);
  };
  expect(await told("2026-01-15T09:01:40.000Z")).toEqual([]);
  expect(await told("2026-01-15T09:00:00.000Z")).toEqual([
    expect.stringMatching(/^state says failed, but bind of kp-a/),
  ]);
});

it("a failure that a list tells under the server's id is held against the attempt in state", async () => {
  const { history, bound } = await restedHistory(keyring, {
    kind: "course",
    course: { server: 0, outcome: "fail", ms: 2_000 },
  });
  const [failed, succeeded] = history.cloud.chronicle.posts;
  const told = (attempted: AcceptedPost | undefined): string[] => {
    const attempt = { keyPairName: "kp-a", taskId: attempted?.taskId };
    const failure = { taskId: bound.id, match: "probable", message: "busy" };
    const reader = laterCall(bound, 200_000, {
      before: { phase: "waiting", attempt },
      end: {
        how: "kept",
        secret: [],
        outputs: { phase: "failed", operation: "BIND", attempt, failure },
        error: undefined,
        message: "",
      },
    });
    history.calls.splice(2, Infinity, reader);
    return stateIsTrue(new Facts(history, [reader])).map(({ text }) => text);
  };
  expect(told(failed)).toEqual([]);
  expect(told(succeeded)).toEqual([expect.stringMatching(/^state says failed, but bind of kp-a/)]);
});

it("a failure of what state waits for is true though a run that was killed has sent it once more", async () => {
  const { history, bound } = await restedHistory(keyring, {
    kind: "course",
    course: { server: 0, outcome: "fail", ms: 2_000 },
  });
  const [failed, again] = history.cloud.chronicle.posts;
  const calls = [...history.calls];
  const told = (sent: AcceptedPost | undefined, isKilled: boolean): string[] => {
    const attempt = {
      keyPairName: "kp-a",
      sentAt: new Date(Date.UTC(2026, 0, 15, 9) + (sent?.sentMs ?? NaN)).toISOString(),
    };
    const failure = { taskId: bound.id, match: "probable", message: "busy" };
    const outputs = { phase: "failed", operation: "BIND", attempt, failure };
    const reader = laterCall(bound, 200_000, {
      before: { phase: "waiting", attempt },
      end: { how: "kept", secret: [], outputs, error: undefined, message: "" },
    });
    const known = calls.map((one) => (one.run === again?.run && isKilled ? { ...one, end: KILLED } : one));
    history.calls.splice(0, Infinity, ...known, reader);
    return stateIsTrue(new Facts(history, [reader])).map(({ text }) => text);
  };
  expect(told(failed, false)).toEqual([expect.stringMatching(/^state says failed, but bind of kp-a/)]);
  expect(told(failed, true)).toEqual([]);
  expect(told(again, true)).toEqual([expect.stringMatching(/^state says failed, but bind of kp-a/)]);
});

it("an update leaves nothing bound only where somebody else was seen to unbind it meanwhile", async () => {
  const { history, bound, post, task } = await firstBind(keyring);
  const atMs = bound.toMs + 100_000;
  history.cloud.chronicle.posts.push({ ...post, by: "others", unbinds: true, taskId: "theirs", sentMs: atMs, atMs });
  const told = (endedAt: number, outputs: object): string[] => {
    jest.spyOn(history.cloud, "tasks").mockReturnValue([task, { ...task, taskId: "theirs", endedAt }]);
    const end = { how: "kept", secret: [], error: undefined, message: "" } as const;
    const later = laterCall(bound, atMs, { end: { ...end, outputs: { phase: "unbound", ...outputs } } });
    return stateIsTrue(new Facts(history, [later])).map(({ text }) => text);
  };
  const wrong = [expect.stringMatching(/^a update left the phase unbound, and nobody has unbound it/)];
  const seen = { seenUnboundAt: "2026-01-15T09:01:40.000Z" };
  expect(told(atMs + 50, seen)).toEqual([]);
  expect(told(atMs + 50, {})).toEqual(wrong);
  expect(told(atMs + 10_000, seen)).toEqual(wrong);
  expect(told(atMs - 10_000, seen)).toEqual(wrong);
});

it("what ECS shows under the name of before others may have bound, with a key that the pair had only for a while", async () => {
  const { history, bound, post, task } = await firstBind(keyring);
  const { posts, pairChanges } = history.cloud.chronicle;
  const atMs = bound.toMs + 1_000;
  posts.push({ ...post, by: "others", taskId: "theirs", sentMs: atMs, atMs });
  jest.spyOn(history.cloud, "tasks").mockReturnValue([task, { ...task, taskId: "theirs", endedAt: atMs + 1_000 }]);
  jest
    .spyOn(history.cloud.chronicle, "serverDuring")
    .mockReturnValue([{ ...post.before, keyPairName: "kp-a", authorizedKeys: [history.keyring.key(5).body] }]);
  const told = (fingerprint: string): string[] => {
    pairChanges.splice(0, Infinity, { ...PAIR_MADE, atMs: atMs + 5_000, pair: { ...PAIR, fingerprint } });
    const later = laterCall(bound, atMs + 60_000, { end: { ...bound.end } });
    return stateIsTrue(new Facts(history, [later])).map(({ text }) => text);
  };
  const claimed = "outputs" in bound.end ? String(bound.end.outputs["keyPairFingerprint"]) : "";
  expect(told(claimed)).toEqual([]);
  expect(told("another")).toEqual([expect.stringMatching(/^state says bound to kp-a by a task of ours, but the key/)]);
});
