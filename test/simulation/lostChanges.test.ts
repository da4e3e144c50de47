import type { Quirks } from "../emulator/src/index";
import type { CallEnd, CallRecord } from "./callRecord";
import type { AcceptedPost } from "./chronicle";
import { restedHistory } from "./boundHistory";
import { Facts } from "./judges/facts";
import { Keyring } from "./keyring";
import { excusedAgain, excusedState, firstBind, laterCall, sentBy } from "./madeUp";
import type { Part } from "./plan";

const keyring = new Keyring();

const refused: CallEnd = { how: "refused", error: undefined, message: "made up" };
const killed: CallEnd = { how: "killed" };

const played = (...parts: Part[]): ReturnType<typeof firstBind> => firstBind(keyring, ...parts);

describe("an unbind in a destroy that failed", () => {
  /** Whether a second unbind, and a state that tells of the bind before, are excused. */
  const told = async (
    verify: "auto" | "none",
    change: Partial<CallRecord> = {},
    ...parts: Part[]
  ): Promise<[boolean, boolean]> => {
    const { history, bound, post } = await played(...parts);
    const cut = laterCall(bound, bound.toMs + 1_000, { verb: "delete", end: refused, ...change });
    const again = laterCall(cut, cut.toMs + 100_000, { verb: "delete", inputs: { verify }, end: refused });
    const reader = laterCall(again, again.toMs + 100_000, { inputs: { verify } });
    const unbinds = { ...sentBy(cut, post), unbinds: true };
    const answered = history.director.requests.find(({ operation }) => operation === "AssociateKeypair");
    if (answered !== undefined) {
      history.director.requests.push({ ...answered, run: cut.run, atMs: cut.fromMs + 1 });
    }
    history.calls.push(cut, again, reader);
    history.cloud.chronicle.posts.push(unbinds);
    return [excusedAgain(history, unbinds, { ...sentBy(again, post), unbinds: true }), excusedState(history, reader)];
  };

  it("leaves nothing in state only in a destroy, and is unknowable only where ECS may not be asked", async () => {
    expect(await told("none")).toEqual([true, true]);
    expect(await told("auto")).toEqual([false, false]);
  });

  it("is not found by the next run where running tasks may not be listed", async () => {
    expect(await told("auto", {}, { kind: "forbid", run: "always", operation: "ListRunningTask" })).toEqual([
      true,
      false,
    ]);
  });

  it("is kept in state by the update of a fleet", async () => {
    const { bound } = await played();
    expect(await told("none", { partOf: { ...bound, verb: "update" } })).toEqual([false, false]);
  });

  it("leaves nothing in state either where it ended, and another server of the fleet could not be let go", async () => {
    const { bound } = await played();
    const inFleet = (end: CallEnd): Partial<CallRecord> => ({
      end: { how: "done", outputs: {}, secret: [] },
      partOf: { ...bound, verb: "delete", end },
    });
    expect(await told("none", inFleet(refused))).toEqual([true, true]);
    expect(await told("none", inFleet({ how: "done", outputs: {}, secret: [] }))).toEqual([false, false]);
  });
});

it("forgive that nothing is kept of a lost bind only where no list tells that it was there", async () => {
  const lost = async (failedListOmits: boolean, answer: "cut after" | undefined): Promise<boolean> => {
    const { history, bound } = await played(
      { kind: "quirk", patch: { failedListOmits } },
      { kind: "course", course: { server: 0, outcome: "fail", ms: 200 } },
      ...(answer === undefined
        ? []
        : [
            {
              kind: "fault",
              at: { run: 0, operation: "AssociateKeypair", nth: 0 },
              fault: answer,
              times: 1,
            } as const,
          ]),
    );
    const call: CallRecord = { ...bound, end: refused };
    history.calls.splice(0, 1, call);
    return excusedState(history, call);
  };
  expect([await lost(true, "cut after"), await lost(false, "cut after"), await lost(true, undefined)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("forgive that a task of a killed run counts as succeeded only where it cannot be asked for and no list shows that it failed", async () => {
  const seen = async (listTaskId: "task" | "server", failedListOmits: boolean, isKilled: boolean): Promise<boolean> => {
    const { history, bound, post } = await played(
      { kind: "quirk", patch: { listTaskId, failedListOmits } },
      { kind: "course", course: { server: 0, outcome: "fail", ms: 5_000 } },
    );
    const end: CallEnd = isKilled ? { how: "killed" } : bound.end;
    const sender: CallRecord = { ...bound, toMs: post.atMs + 1, end };
    const toMs = new Facts(history, [sender]).endOf(post) + 1_000;
    const reader = laterCall(bound, post.atMs + 2, { toMs, end: { how: "done", outputs: {}, secret: [] } });
    history.calls.splice(0, Infinity, sender, reader);
    return excusedState(history, reader, sender);
  };
  expect(await seen("server", true, true)).toBe(true);
  expect(await seen("task", true, true)).toBe(false);
  expect(await seen("server", false, true)).toBe(false);
  expect(await seen("server", true, false)).toBe(false);
});

it("forgive what is said after a task that the running list leaves out and that may not be asked for, and only then", async () => {
  const said = async (...parts: Part[]): Promise<boolean> => {
    const { history, bound } = await played(...parts);
    return excusedState(history, bound);
  };
  const omits: Part = { kind: "quirk", patch: { runningListOmits: true } };
  const denied: Part = { kind: "forbid", run: "always", operation: "ListKeypairTask" };
  expect([await said(omits, denied), await said(omits), await said(denied)]).toEqual([true, false, false]);
});

it("forgive that others' bind is told as ours only where a new row found it running for a pair of the program", async () => {
  const told = async (verb: "create" | "update", by: "ours" | "others", match: string): Promise<boolean> => {
    const { history, bound, post } = await played();
    const { taskId } = post;
    const end: CallEnd = { how: "done", secret: [], outputs: { phase: "failed", failure: { taskId, match } } };
    const [pair] = history.cloud.pairs();
    if (pair !== undefined) {
      const created = { run: 0, what: "created", name: "kp-a", pair, atMs: post.atMs - 1 } as const;
      history.cloud.chronicle.pairChanges.splice(0, Infinity, { ...created, by });
    }
    history.cloud.chronicle.posts[0] = { ...post, by: "others" };
    const found: CallRecord = { ...bound, verb };
    const reader = laterCall(found, found.toMs + 1_000, { end });
    history.calls.splice(0, Infinity, found, reader);
    return excusedState(history, reader);
  };
  expect(await told("create", "ours", "probable")).toBe(true);
  expect(await told("update", "ours", "probable")).toBe(false);
  expect(await told("create", "others", "probable")).toBe(false);
  expect(await told("create", "ours", "exact")).toBe(false);
});

it("forgive what is said while a task runs that the running list leaves out, and only then", async () => {
  const omits = await played({ kind: "quirk", patch: { runningListOmits: true } });
  const whole = await played();
  const during = ({ bound, post }: typeof omits): CallRecord => ({ ...bound, toMs: post.atMs + 1 });
  expect(excusedState(omits.history, during(omits))).toBe(true);
  expect(excusedState(whole.history, during(whole))).toBe(false);
  expect(excusedState(omits.history, laterCall(omits.bound, omits.bound.toMs + 1_000))).toBe(false);
});

it("forgive a second bind while a task runs that the running list leaves out and that may not be asked for", async () => {
  const again = async (...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await played({ kind: "quirk", patch: { secondTask: "run" } }, ...parts);
    const next = laterCall(bound, bound.toMs + 1_000);
    history.calls.push(next);
    return excusedAgain(history, post, sentBy(next, post));
  };
  const omits: Part = { kind: "quirk", patch: { runningListOmits: true } };
  const denied: Part = { kind: "forbid", run: "always", operation: "ListKeypairTask" };
  // It was taken for lost by then, and nobody asks for it any more.
  const deniedAtFirst: Part = { ...denied, run: 0 };
  expect([await again(omits, denied), await again(omits), await again(denied)]).toEqual([true, false, false]);
  expect([await again(omits, deniedAtFirst), await again(deniedAtFirst)]).toEqual([true, false]);
});

it("forgive a second change after one that no state tells of and that the running list leaves out, and only after that", async () => {
  const again = async (runningListOmits: boolean, end: CallEnd | undefined, isDelete = false): Promise<boolean> => {
    const { history, bound, post } = await played({ kind: "quirk", patch: { runningListOmits } });
    const next = laterCall(bound, bound.toMs + 1_000);
    history.calls.splice(0, 1, { ...bound, ...(end && { end }), ...(isDelete && { verb: "delete" }) }, next);
    return excusedAgain(history, { ...post, unbinds: isDelete }, { ...sentBy(next, post), unbinds: isDelete });
  };
  expect([await again(true, refused, true), await again(false, refused, true), await again(true, refused)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([await again(true, killed), await again(false, killed), await again(true, undefined)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("forgive that ECS is believed about a task that the list was too late to show, of others or of a killed run", async () => {
  const believed = async (
    afterMs: number,
    patch: Partial<Quirks>,
    { by, end }: { by: "ours" | "others"; end?: CallEnd } = { by: "others" },
  ): Promise<boolean> => {
    const { history, bound, post } = await played({ kind: "quirk", patch });
    const reader = laterCall(bound, post.atMs + afterMs);
    const listed = history.director.requests.find(({ operation }) => operation === "ListRunningTask");
    if (listed === undefined) {
      throw new Error("nothing was listed");
    }
    const { run, fromMs } = reader;
    history.director.requests.push({ ...listed, run, atMs: fromMs, arrivedMs: fromMs + 10, endedMs: fromMs + 20 });
    history.cloud.chronicle.posts[0] = { ...post, by };
    history.calls.splice(0, 1, { ...bound, ...(end && { end }) }, reader);
    return excusedState(history, reader);
  };
  const late = { keyNameChanges: "atStart", runningListDelayMs: 3_000 } as const;
  expect([await believed(1, late), await believed(10_000, late)]).toEqual([true, false]);
  expect([await believed(1, late, { by: "ours", end: killed }), await believed(1, late, { by: "ours" })]).toEqual([
    true,
    false,
  ]);
  expect(await believed(1, { ...late, runningListDelayMs: 0 })).toBe(false);
  expect(await believed(1, { ...late, keyNameChanges: "atEnd" })).toBe(false);
});

it("forgive that a bind of ours is told of after others have changed it, only where ECS may not be asked", async () => {
  const told = async (verified: boolean, by: "ours" | "others", ...parts: Part[]): Promise<boolean> => {
    const { history, bound, post } = await played(...parts);
    history.cloud.chronicle.posts.push({ ...post, by, unbinds: true, atMs: post.atMs + 1 });
    const { taskId } = post;
    const end: CallEnd = { how: "done", secret: [], outputs: { phase: "bound", verified, taskId } };
    return excusedState(history, laterCall(bound, bound.toMs + 100_000, { end }));
  };
  const blind: Part = { kind: "forbid", run: "always", operation: "ShowServer" };
  expect(await told(false, "others", blind)).toBe(true);
  expect(await told(true, "others", blind)).toBe(false);
  expect(await told(false, "ours", blind)).toBe(false);
  expect(await told(false, "others")).toBe(false);
});

describe("while the running list is forbidden", () => {
  const forbidden: Part = { kind: "forbid", run: "always", operation: "ListRunningTask" };
  const early: Part = { kind: "quirk", patch: { keyNameChanges: "atStart" } };

  it("forgive that ECS is believed about a task that runs and that a killed run has started, and only then", async () => {
    const believed = async (end: CallEnd | undefined, ...parts: Part[]): Promise<boolean> => {
      const { history, bound, post } = await played(...parts);
      const reader = laterCall(bound, post.atMs + 1);
      history.calls.splice(0, 1, { ...bound, ...(end && { end }) }, reader);
      return excusedState(history, reader);
    };
    expect(await believed(killed, forbidden, early)).toBe(true);
    expect(await believed(killed, early)).toBe(false);
    expect(await believed(killed, forbidden)).toBe(false);
    expect(await believed(undefined, forbidden, early)).toBe(false);
  });

  it("forgive a second bind after a killed one, and only after that", async () => {
    const again = async (end: CallEnd | undefined, ...parts: Part[]): Promise<boolean> => {
      const { history, bound, post } = await played(...parts);
      const next = laterCall(bound, post.atMs + 1);
      history.calls.splice(0, 1, { ...bound, ...(end && { end }) }, next);
      return excusedAgain(history, post, sentBy(next, post));
    };
    expect([await again(killed, forbidden), await again(killed), await again(undefined, forbidden)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it("forgive that a change of others is told as ours only where ours was lost, for the same pair, about then", async () => {
  const told = async (answer: string | undefined, others: Partial<AcceptedPost>): Promise<boolean> => {
    const { history, bound, post } = await played();
    const request = history.director.requests.find(({ operation }) => operation === "AssociateKeypair");
    if (request !== undefined && answer !== undefined) {
      request.answer = answer;
    }
    history.cloud.chronicle.posts.push({ ...post, by: "others", atMs: post.atMs + 1_000, ...others });
    return excusedState(history, laterCall(bound, bound.toMs + 100_000));
  };
  expect(await told("cut after", {})).toBe(true);
  expect(await told(undefined, {})).toBe(false);
  expect(await told("cut after", { keyPairName: "kp-b" })).toBe(false);
  expect(await told("cut after", { atMs: 60_000 })).toBe(false);
});

it("forgive that a lost bind is sent again after others' failed, for the same pair, about then", async () => {
  const again = async (answer: string, keyPairName: string): Promise<boolean> => {
    const { history } = await restedHistory(
      keyring,
      { kind: "step", step: { do: "up" } },
      { kind: "course", course: { server: 0, outcome: "fail", ms: 200 } },
    );
    const { posts } = history.cloud.chronicle;
    const [failed, lost] = posts;
    const request = history.director.requests.find(
      ({ atMs, operation }) => atMs === lost?.sentMs && operation === "AssociateKeypair",
    );
    if (failed === undefined || lost === undefined || request === undefined) {
      throw new Error("nothing was bound after the failure");
    }
    request.answer = answer;
    posts[0] = { ...failed, by: "others", keyPairName, atMs: lost.atMs - 1 };
    return excusedAgain(history, lost, { ...lost, run: lost.run + 1, sentMs: 900_000, atMs: 900_001 });
  };
  expect(await again("cut after", "kp-a")).toBe(true);
  expect([await again("202 {}", "kp-a"), await again("cut after", "kp-b")]).toEqual([false, false]);
});
