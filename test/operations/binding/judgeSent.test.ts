import type { FailedTask, RunningTask } from "../../../provider/src/client/kps/taskRecord";
import type { Listed } from "../../../provider/src/operations/binding/evidence";
import { judgeSent, type SentFacts, type Verdict } from "../../../provider/src/operations/binding/judgeSent";
import type { Sent } from "../../../provider/src/operations/binding/sent";
import { sentChange } from "./sentChange";

/** When the exchange ended: monotonic ms here, and by the service's clock. */
const ENDED_MS = 100_000;
const SENT_SERVICE_MS = 1_700_000_000_000;

const sent = (more: Partial<Sent> = {}): Sent =>
  sentChange({
    operation: "REPLACE",
    keyPairName: "kp-b",
    before: "kp-a",
    sentAtServiceMs: SENT_SERVICE_MS,
    endedAtMs: ENDED_MS,
    endedAtServiceMs: SENT_SERVICE_MS + 1_000,
    ...more,
  });

const entry = (more: Partial<RunningTask> = {}): RunningTask => ({
  taskId: "t-1",
  operateType: "RUNNING_REPLACE",
  taskTime: SENT_SERVICE_MS + 500,
  serverName: "web-1",
  serverId: "s-1",
  keyPairName: "kp-b",
  ...more,
});

const record = (more: Partial<FailedTask> = {}): FailedTask => ({ ...entry(more), operateType: "FAILED_REPLACE" });

/** A list that was sent so many ms after the exchange. */
function listed<T extends RunningTask>(afterMs: number, entries: T[] = [], more = {}): Listed<T> {
  return { readable: true, entries, unreadable: false, complete: true, sentAtMs: ENDED_MS + afterMs, ...more };
}

function shows(keyPairName: string | undefined, afterMs: number): SentFacts["server"] {
  return { known: true, power: "running", status: "ACTIVE", name: "web-1", keyPairName, sentAtMs: ENDED_MS + afterMs };
}

function judged(more: Partial<SentFacts>): Verdict {
  return judgeSent({
    sent: sent(),
    serverId: "s-1",
    dismissed: new Set(),
    timeScale: 1,
    running: listed(1_000),
    failed: listed(1_000),
    server: shows("kp-a", 1_000),
    traces: {},
    forgottenAtMs: undefined,
    busyUntilMs: undefined,
    boundByOther: false,
    ...more,
  });
}

describe("a task that runs on the server", () => {
  it.each<[string, Partial<RunningTask>, Partial<Sent>, string]>([
    ["with the pair that was asked for is followed", {}, {}, "runs strong"],
    ["with the pair that was there before is followed, and believed less", { keyPairName: "kp-a" }, {}, "runs weak"],
    [
      "with the pair that was there before a RESET is followed too",
      { operateType: "RUNNING_RESET", keyPairName: "kp-a" },
      { operation: "RESET" },
      "runs weak",
    ],
    ["with another pair is somebody else's", { keyPairName: "kp-c" }, {}, "otherRuns"],
    [
      "with the pair before is somebody else's for a BIND",
      { keyPairName: "" },
      { operation: "BIND", before: "" },
      "otherRuns",
    ],
    ["that unbinds is somebody else's", { operateType: "RUNNING_UNBIND" }, {}, "otherRuns"],
    ["under a mixed-up word is followed", { operateType: "FAILED_RESET" }, {}, "runs strong"],
    ["that began before ours was sent is somebody else's", { taskTime: SENT_SERVICE_MS - 2_001 }, {}, "otherRuns"],
    [
      "that began as early as the clock is uncertain is followed",
      { taskTime: SENT_SERVICE_MS - 1_999 },
      {},
      "runs strong",
    ],
    [
      "whose time lost its fraction of a second is followed",
      { taskTime: SENT_SERVICE_MS - 3_000 + 1_000 },
      {},
      "runs strong",
    ],
    ["that began when ours could no longer be accepted", { taskTime: SENT_SERVICE_MS + 33_001 }, {}, "otherRuns"],
    ["without a time is followed, and believed less", { taskTime: 0 }, {}, "runs weak"],
    ["that was seen before ours was sent", {}, { others: ["t-1"] }, "otherRuns"],
  ])("%s", (_, task, change, expected) => {
    const verdict = judged({ sent: sent(change), running: listed(1_000, [entry(task)]) });
    expect(verdict.is === "runs" ? `runs ${verdict.fit}` : verdict.is).toBe(expected);
  });

  it("that is known to be another is not followed again", () => {
    expect(judged({ dismissed: new Set(["t-1"]), running: listed(1_000, [entry()]) }).is).toBe("otherRuns");
  });

  it("and cannot be read keeps the server busy", () => {
    expect(judged({ running: listed(1_000, [], { unreadable: true }) })).toEqual({ is: "otherRuns", entry: undefined });
  });

  it("is taken before a failure record that fits", () => {
    expect(judged({ running: listed(1_000, [entry({ taskId: "t-2" })]), failed: listed(1_000, [record()]) }).is).toBe(
      "runs",
    );
  });
});

describe("a failure record", () => {
  it("is the one of several that fits nearest to when it was sent", () => {
    const several = [record({ taskId: "t-2", taskTime: SENT_SERVICE_MS + 54_000 }), record()];
    expect(judged({ failed: listed(1_000, several) })).toMatchObject({ is: "failed", entry: { taskId: "t-1" } });
  });

  it("that fits by the new pair is ours, probably", () => {
    expect(judged({ failed: listed(1_000, [record()]) })).toMatchObject({ is: "failed", exact: false });
  });

  it("that fits only by the pair before never becomes our failure", () => {
    expect(judged({ failed: listed(1_000, [record({ keyPairName: "kp-a" })]) }).is).toBe("open");
  });

  it("without a time that can be read never becomes our failure", () => {
    expect(judged({ failed: listed(1_000, [record({ taskTime: 0 })]) }).is).toBe("open");
  });

  it("may be dated by its end, however late", () => {
    const late = record({ taskTime: SENT_SERVICE_MS + 600_000 });
    expect(judged({ failed: listed(1_000, [late]) }).is).toBe("failed");
  });

  it("with the id the service gave us is ours whatever else it says", () => {
    const known = { sent: sent({ taskId: "t-1" }), forgottenAtMs: ENDED_MS };
    expect(judged({ ...known, failed: listed(1_000, [record({ keyPairName: "x" })]) })).toMatchObject({ exact: true });
  });
});

describe("ECS", () => {
  const quiet = { running: listed(40_000), failed: listed(40_000) };

  it("alone ends nothing at once: lists and ECS are looked at once more when lists can no longer be late", () => {
    const first = judged({ server: shows("kp-b", 1_000) });
    expect(first).toEqual({ is: "open", traces: { shownSinceMs: ENDED_MS + 1_000, wasShown: true } });
    const traces = first.is === "open" ? first.traces : {};
    const later = { traces, running: listed(4_000), failed: listed(4_000) };
    expect(judged({ ...later, server: shows("kp-b", 3_900) }).is).toBe("open");
    expect(judged({ ...later, server: shows("kp-b", 4_000) }).is).toBe("done");
    expect(judged({ ...later, running: listed(3_999), server: shows("kp-b", 4_000) }).is).toBe("open");
    expect(judged({ ...later, server: shows("kp-a", 4_000) }).is).toBe("open");
  });

  it("that shows what was there before counts only a minute after lists were quiet", () => {
    const traces = { quietSinceMs: ENDED_MS + 33_000 };
    expect(judged({ ...quiet, traces, server: shows("kp-a", 92_999) }).is).toBe("open");
    expect(judged({ ...quiet, traces, server: shows("kp-a", 93_000) }).is).toBe("notDone");
    // A third pair: somebody else has changed the server since, and what became of ours cannot be told.
    expect(judged({ ...quiet, traces, server: shows("kp-c", 93_000) }).is).toBe("unknowable");
    // It was there, and somebody has taken it off again.
    const undone = { ...traces, wasShown: true } as const;
    expect(judged({ ...quiet, traces: undone, server: shows("kp-a", 93_000) }).is).toBe("unknowable");
  });

  it.each<[string, Partial<SentFacts>]>([
    ["were sent when a POST could still be accepted", { running: listed(32_999), failed: listed(32_999) }],
    ["are not complete", { running: listed(40_000, [], { complete: false }) }],
    ["of failed tasks are not complete", { failed: listed(40_000, [], { complete: false }) }],
  ])("waits for quiet lists: those that %s are not", (_, more) => {
    const verdict = judged({ ...quiet, ...more, server: shows("kp-a", 40_000) });
    expect(verdict).toEqual({ is: "open", traces: { quietSinceMs: undefined, shownSinceMs: undefined } });
  });

  it.each<[string, Partial<SentFacts>]>([
    ["showed the same pair before", { sent: sent({ before: "kp-b" }), server: shows("kp-b", 40_000) }],
    ["could not be asked before", { sent: sent({ before: undefined }) }],
    ["may not be asked", { server: { known: false, why: "403", sentAtMs: ENDED_MS + 40_000 } }],
    ["no longer knows the server", { server: { known: "gone", sentAtMs: ENDED_MS + 40_000 } }],
  ])("that %s leaves it unknowable", (_, more) => {
    expect(judged({ ...quiet, server: shows("kp-a", 40_000), ...more }).is).toBe("unknowable");
  });

  it("tells of an unbind also where it could not be asked before: the pair that was to be taken off is there, or is not", () => {
    const unbinds = { sent: sent({ operation: "UNBIND", keyPairName: "kp-a", before: undefined }) };
    const traces = { quietSinceMs: ENDED_MS + 33_000 };
    expect(judged({ ...quiet, ...unbinds, traces, server: shows("kp-a", 92_999) }).is).toBe("open");
    expect(judged({ ...quiet, ...unbinds, traces, server: shows("kp-a", 93_000) }).is).toBe("notDone");
    expect(judged({ ...quiet, ...unbinds, traces, server: shows("kp-c", 93_000) }).is).toBe("unknowable");
    const gone = { shownSinceMs: ENDED_MS + 40_000 };
    const lists = { running: listed(43_000), failed: listed(43_000) };
    expect(judged({ ...unbinds, ...lists, traces: gone, server: shows(undefined, 43_000) }).is).toBe("done");
  });

  it("cannot make up for a list that may not be read", () => {
    const failed = { readable: false, why: "403 on failed-tasks" } as const;
    expect(judged({ ...quiet, failed, server: shows("kp-a", 92_000) }).is).toBe("open");
    expect(judged({ ...quiet, failed, server: shows("kp-a", 93_000) })).toMatchObject({ is: "unknowable" });
    // Of a task that could not be followed ECS may be behind for a minute from its end on.
    const busyUntilMs = ENDED_MS + 50_000;
    expect(judged({ ...quiet, failed, busyUntilMs, server: shows("kp-a", 109_999) }).is).toBe("open");
    expect(judged({ ...quiet, failed, busyUntilMs, server: shows("kp-a", 110_000) }).is).toBe("unknowable");
    expect(
      judged({ failed, traces: { shownSinceMs: ENDED_MS }, running: listed(4_000), server: shows("kp-b", 4_000) }).is,
    ).toBe("done");
  });
});

describe("a task that the service has forgotten", () => {
  const forgotten = { sent: sent({ taskId: "t-1" }), forgottenAtMs: ENDED_MS + 10_000 };

  it("is followed again when a list shows it", () => {
    const running = listed(11_000, [entry({ keyPairName: "x", taskTime: 0 })]);
    expect(judged({ ...forgotten, running })).toMatchObject({ is: "runs", fit: "strong" });
  });

  it("did nothing when ECS shows that a minute later, and did it when ECS shows the change", () => {
    const lists = { running: listed(11_000), failed: listed(11_000) };
    expect(judged({ ...forgotten, ...lists, server: shows("kp-a", 70_999) }).is).toBe("open");
    expect(judged({ ...forgotten, ...lists, server: shows("kp-a", 71_000) }).is).toBe("notDone");
    const shown = { traces: { shownSinceMs: ENDED_MS + 8_000 }, server: shows("kp-b", 11_000) };
    expect(judged({ ...forgotten, ...lists, ...shown }).is).toBe("done");
  });

  it("is not another one that has an id of its own, but may be one that is listed by its server", () => {
    const other = { running: listed(11_000, [entry({ taskId: "t-2" })]) };
    expect(judged({ ...forgotten, ...other }).is).toBe("otherRuns");
    const unnamed = { running: listed(11_000, [entry({ taskId: "s-1" })]) };
    expect(judged({ ...forgotten, ...unnamed })).toMatchObject({ is: "runs", fit: "strong" });
    const failed = listed(11_000, [record({ taskId: "t-2" })]);
    expect(judged({ ...forgotten, running: listed(11_000), failed }).is).toBe("open");
  });

  it("is not told by ECS where somebody else was seen to bind the same pair", () => {
    const shown = { traces: { shownSinceMs: ENDED_MS + 8_000 }, server: shows("kp-b", 11_000) };
    const lists = { running: listed(11_000), failed: listed(11_000), boundByOther: true };
    expect(judged({ ...forgotten, ...lists, ...shown })).toMatchObject({ is: "unknowable", boundByOther: true });
  });
});
