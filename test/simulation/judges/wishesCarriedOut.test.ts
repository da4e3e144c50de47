import { answeredWith } from "../boundHistory";
import type { CallRecord } from "../callRecord";
import type { History } from "../history";
import { Keyring } from "../keyring";
import { firstBind, laterCall, sentBy } from "../madeUp";
import { member, server, up, violationsOf, type MendedHistory } from "../mendedHistory";
import type { Part, Step } from "../plan";
import { Facts } from "./facts";
import { wishesCarriedOut } from "./wishesCarriedOut";

const keyring = new Keyring();

/** What is wrong about the last of these calls. */
function told(history: History, ...calls: CallRecord[]): string[] {
  history.calls.splice(0, Infinity, ...calls);
  return wishesCarriedOut(new Facts(history, calls.slice(-1))).map(({ text }) => text);
}

/** A later call with other inputs, which state then has too. */
function asked(call: CallRecord, inputs: object, outputs: object = inputs): CallRecord {
  const later = laterCall(call, call.toMs + 100_000, { inputs: { ...call.inputs, ...inputs } });
  return answeredWith(later, outputs);
}

it("finds nothing wrong where nothing was asked for but a bind", async () => {
  const { history, bound } = await firstBind(keyring);
  expect(told(history, bound)).toEqual([]);
});

it.each([
  [{ phase: "waiting" }, "a create is done, but its phase is waiting"],
  [{ keyPairName: "kp-b" }, "a create is done, but keyPairName is kp-b in place of kp-a"],
  [{ boundKeyPairName: "kp-b" }, "a create is done, but boundKeyPairName is kp-b in place of kp-a"],
  [{ triggers: [1] }, "a create is done, but state has the triggers [1] in place of none"],
  [{ passwordDisabled: true }, "state says that login by password was switched off, which no bind has done"],
])("sees that state says %j, which is not what was asked for", async (outputs, text) => {
  const { history, bound } = await firstBind(keyring);
  expect(told(history, answeredWith(bound, outputs))).toEqual([text]);
});

it("sees another key than the one that was asked for, unless state says that it is uncertain", async () => {
  const { history, bound } = await firstBind(keyring);
  const inputs = { keyPairFingerprint: "asked" };
  expect(told(history, asked(bound, inputs, {}))).toEqual([
    expect.stringMatching(/^a update is done, but the key is .* in place of asked$/),
  ]);
  expect(told(history, asked(bound, inputs, { keyUncertain: true }))).toEqual([]);
});

describe("of triggers that changed", () => {
  it("sees that nothing was bound for them", async () => {
    const { history, bound, post } = await firstBind(keyring);
    const changed = asked(bound, { triggers: [1] });
    expect(told(history, bound, changed)).toEqual([
      expect.stringMatching(/^the triggers changed to \[1\], and nothing was bound for them since bind of kp-a/),
    ]);
    history.cloud.chronicle.posts.push(sentBy(changed, post));
    expect(told(history, bound, changed)).toEqual([]);
  });

  it("takes what others have bound since they were asked for, and nothing that is older", async () => {
    const { history, bound, post } = await firstBind(keyring);
    const changed = asked(bound, { triggers: [1] });
    const { posts } = history.cloud.chronicle;
    posts.push({ ...post, by: "others", atMs: changed.fromMs - 1 });
    expect(told(history, bound, changed)).toHaveLength(1);
    posts.push({ ...post, by: "others", atMs: changed.fromMs });
    expect(told(history, bound, changed)).toEqual([]);
  });

  it("takes a pair that others have brought there since state was written, whenever that was accepted", async () => {
    const { history, bound, post, task } = await firstBind(keyring);
    const changed = asked(
      bound,
      { keyPairName: "kp-b", triggers: [1] },
      { keyPairName: "kp-b", boundKeyPairName: "kp-b", triggers: [1] },
    );
    history.cloud.chronicle.posts.push({ ...post, by: "others", keyPairName: "kp-b", taskId: "theirs" });
    const toldWith = (endedAt: number, before: CallRecord): string[] => {
      jest.spyOn(history.cloud, "tasks").mockReturnValue([task, { ...task, taskId: "theirs", endedAt }]);
      return told(history, before, changed);
    };
    expect(toldWith(bound.toMs + 1, bound)).toEqual([]);
    expect(toldWith(bound.toMs - 1, bound)).toHaveLength(1);
    expect(toldWith(bound.toMs + 1, answeredWith(bound, { keyPairName: "kp-b" }))).toHaveLength(1);
  });

  it("takes what a run that was killed has brought there, as nothing tells for which triggers, but not where the pair was there", async () => {
    const { history, bound, post } = await firstBind(keyring);
    const changed = asked(bound, { triggers: [1] });
    const killed = laterCall(bound, bound.toMs + 10_000, { end: { how: "killed" } });
    const again = sentBy(killed, post);
    const { posts } = history.cloud.chronicle;
    posts.push({ ...again, before: { ...again.before, keyPairName: "kp-a" } });
    expect(told(history, bound, killed, changed)).toHaveLength(1);
    posts.splice(1, 1, { ...again, before: { ...again.before, keyPairName: "kp-b" } });
    expect(told(history, bound, killed, changed)).toEqual([]);
  });

  it("sees that only what was sent for earlier ones was waited for", async () => {
    const { history, bound, post } = await firstBind(keyring);
    const waiting = (call: CallRecord): CallRecord => ({
      ...call,
      end: { how: "kept", outputs: { phase: "waiting" }, secret: [], error: undefined, message: "" },
    });
    const second = waiting(asked(bound, { triggers: [1] }));
    history.cloud.chronicle.posts.push(sentBy(second, post));
    const third = waiting(asked(second, { triggers: [2] }));
    const last = asked(answeredWith({ ...third, end: bound.end }, {}), { triggers: [2] });
    expect(told(history, bound, second, third, last)).toHaveLength(1);
    history.cloud.chronicle.posts.push(sentBy(last, post));
    expect(told(history, bound, second, third, last)).toEqual([]);
  });

  it("takes those of a call that found the pair bound for carried out, and sees none that came later", async () => {
    const { history, bound } = await firstBind(keyring);
    history.cloud.chronicle.posts.splice(0);
    const found = answeredWith({ ...bound, inputs: { ...bound.inputs, triggers: [1] } }, { triggers: [1] });
    expect(told(history, found)).toEqual([]);
    expect(told(history, found, asked(found, { triggers: [2] }))).toEqual([
      "the triggers changed to [2], and nothing was bound for them",
    ]);
  });
});

describe("of a password that a bind is to switch off", () => {
  const off = { disablePassword: true };

  it("sees that it is still on, or that state does not tell", async () => {
    const { history, bound } = await firstBind(keyring);
    const disabling = { ...bound, inputs: { ...bound.inputs, ...off } };
    expect(told(history, disabling)).toEqual([expect.stringMatching(/^state does not tell that bind of kp-a/)]);
    expect(told(history, answeredWith(disabling, { passwordDisabled: true }))).toEqual([
      expect.stringMatching(/^bind of kp-a .* was to switch login by password off, which is on$/),
    ]);
  });

  it("asks for nothing of what a row of another front did that is deleted since", async () => {
    const { history, bound } = await firstBind(keyring);
    const urn = bound.urn.replace("::pulumi-nodejs:dynamic/kps:", "::kps:index:");
    const inputs = { ...bound.inputs, ...off };
    const later = (verb: CallRecord["verb"], ms: number, row: string): CallRecord =>
      laterCall(bound, bound.toMs + ms, { urn: row, verb, inputs, toMs: bound.toMs + ms });
    const present = later("update", 3_000, urn);
    const untold = expect.stringMatching(/^state does not tell that bind of kp-a/) as string;
    const first = { ...bound, inputs };
    expect(told(history, first, later("update", 2_000, bound.urn), present)).toContainEqual(untold);
    expect(told(history, first, later("delete", 2_000, bound.urn), present)).toEqual([]);
  });

  it("takes the bind of another row that was still under way for what the program asks for now, but not one that had ended", async () => {
    const { history, bound, post } = await firstBind(keyring);
    const moved = (fromMs: number): string[] => {
      const inputs = { ...bound.inputs, ...off };
      const toMs = bound.toMs + 200_000;
      const found = laterCall(bound, fromMs, { urn: "another", verb: "create", inputs, toMs });
      return told(history, bound, answeredWith(found, { passwordDisabled: true }));
    };
    const untrue = ["state says that login by password was switched off, which no bind has done"];
    expect(moved(post.atMs + 1)).toEqual([]);
    expect(moved(bound.toMs + 100_000)).toEqual(untrue);
  });

  it("asks for nothing of what was only found, as nobody could tell what had become of the bind, but for what state has told", async () => {
    const { history, bound } = await firstBind(keyring);
    const found = answeredWith({ ...bound, inputs: { ...bound.inputs, ...off } }, { adopted: true });
    const untold = expect.stringMatching(/^state does not tell that bind of kp-a/) as string;
    expect(told(history, found)).not.toContainEqual(untold);
    expect(told(history, { ...found, before: { passwordDisabled: true } })).toContainEqual(untold);
  });

  it("asks for nothing where nothing tells how the bind ended, as its answer was lost and ECS is not asked", async () => {
    const { history, bound } = await firstBind(keyring);
    const silent = { ...bound, inputs: { ...bound.inputs, ...off, verify: "none" } };
    expect(told(history, silent)).toHaveLength(1);
    history.director.requests
      .filter(({ operation }) => operation === "AssociateKeypair")
      .forEach((request) => Object.assign(request, { answer: undefined, arrivedMs: undefined }));
    expect(told(history, silent).filter((text) => text.startsWith("state does not tell"))).toEqual([]);
  });

  it("nor where its task may not be asked for", async () => {
    const forbid: Part = { kind: "forbid", run: 0, operation: "ListKeypairTask" };
    const { history, bound } = await firstBind(keyring, forbid);
    const silent = { ...bound, inputs: { ...bound.inputs, ...off, verify: "none" } };
    expect(told(history, silent).filter((text) => text.startsWith("state does not tell"))).toEqual([]);
  });

  it("sees that it was unbound all the same, but for a row that is left over from a move", async () => {
    const { history, bound, post } = await firstBind(keyring);
    const disabling = { ...bound, inputs: { ...bound.inputs, ...off } };
    const later = (urn: string): CallRecord => laterCall(bound, bound.toMs, { verb: "delete", before: {}, urn });
    const leftOver = later(`elsewhere::${String(bound.urn.split("::").at(-1))}`);
    history.cloud.chronicle.posts.push({ ...sentBy(leftOver, post), urn: leftOver.urn, unbinds: true });
    expect(told(history, disabling, leftOver)).toEqual([
      expect.stringMatching(/^UNBIND kp-a .*, though login by password was switched off$/),
    ]);
    expect(told(history, disabling, later(bound.urn), leftOver)).toEqual([]);
  });

  it("asks for nothing where the pair was bound before", async () => {
    const { history, bound } = await firstBind(keyring);
    expect(told(history, bound, asked(bound, off))).toEqual([]);
  });
});

it("sees that a server was unbound whose binding was to be retained", async () => {
  const { history, bound, post } = await firstBind(keyring);
  const deleted = (onDelete: string): CallRecord =>
    laterCall(bound, bound.toMs, { verb: "delete", before: { onDelete } });
  history.cloud.chronicle.posts.push({ ...sentBy(deleted("retain"), post), unbinds: true });
  expect(told(history, deleted("retain"))).toEqual([
    expect.stringMatching(/^UNBIND kp-a .*, though the binding was to be retained$/),
  ]);
  expect(told(history, deleted("unbind"))).toEqual([]);
});

const steps = (...all: Step[]): Part[] => all.map((step) => ({ kind: "step", step }));

/** The second of three binds takes longer than two runs wait, and the program has asked for the third by then. */
const slowly: Part[] = [
  ...steps({ do: "trigger", server: 0 }, { do: "trigger", server: 0 }, { do: "up" }),
  { kind: "course", course: { server: 0, outcome: "succeed", ms: 5_000 } },
  { kind: "course", course: { server: 0, outcome: "succeed", ms: 400_000 } },
];

const waits = { auth: "all", timeout: "2m" } as const;

const histories: readonly MendedHistory[] = [
  ["a binding", { seed: 1, timeScale: 1, parts: [server(waits), up, ...slowly] }],
  [
    "a fleet",
    {
      seed: 1,
      timeScale: 1,
      parts: [{ kind: "fleet", name: "fleet-a", traits: waits, pair: "kp-a" }, member("fleet-a"), up, ...slowly],
    },
  ],
];

it.each(histories)(
  "triggers that change while a bind for earlier ones waits have their own in %s",
  async (_name, plan) => {
    expect(await violationsOf(plan, keyring)).toEqual([]);
  },
);
