import { boundHistory } from "../boundHistory";
import type { CallRecord } from "../callRecord";
import type { History } from "../history";
import { Keyring } from "../keyring";
import type { Part } from "../plan";
import { deletedBindings } from "./deletedBindings";
import { Facts } from "./facts";

const keyring = new Keyring();
let history: History;
let bound: CallRecord;

beforeEach(async () => {
  ({ history, bound } = await boundHistory(keyring));
});

describe("a delete of a binding that says done", () => {
  /** Right after the bind, in a later run of a program that declares nothing. */
  const deleted = (change: Partial<CallRecord> = {}): CallRecord => ({
    ...bound,
    run: bound.run + 100,
    verb: "delete",
    before: bound.end.how === "done" ? bound.end.outputs : {},
    end: { how: "done", secret: [], outputs: {} },
    fromMs: bound.toMs,
    toMs: bound.toMs,
    ...change,
  });
  const told = (call: CallRecord): string[] => deletedBindings(new Facts(history, [call]), call);

  beforeEach(() => {
    history.calls.splice(0, history.calls.length, bound);
    history.person.wishes.forEach((wish) => (wish.declared = false));
  });

  it("is wrong while the server has what the row bound", () => {
    expect(told(deleted())).toEqual([
      "a delete says done, but the server is still bound to kp-a, which a task of this row bound",
    ]);
  });

  it("is wrong while the task of the row runs", () => {
    const [task] = history.cloud.tasks();
    const early = deleted({ toMs: (task?.endedAt ?? 0) - 1 });
    expect(told(early)).toEqual([expect.stringMatching(/^a delete says done while bind of kp-a .* is open$/)]);
    // The row that waits for it is still there beside one that has taken its place.
    history.calls.push({
      ...bound,
      run: bound.run + 1,
      fromMs: bound.fromMs + 1,
      end: { how: "killed" },
    });
    expect(told(early)).toEqual([]);
  });

  it("is right where state says wrongly that a later bind was carried out, which is judged where it was said", () => {
    const [post] = history.cloud.chronicle.posts;
    const [task] = history.cloud.tasks();
    if (post === undefined || task === undefined) {
      throw new Error("nothing was bound");
    }
    const atMs = bound.toMs + 1_000;
    const later = { ...post, taskId: "later", keyPairName: "kp-b", sentMs: atMs, atMs };
    history.cloud.chronicle.posts.splice(1, Infinity, later);
    const failed = { ...task, taskId: "later", taskStatus: "FAILED_REPLACE", endedAt: atMs + 1_000 };
    jest.spyOn(history.cloud, "tasks").mockReturnValue([task, failed]);
    const lets = (boundKeyPairName: string): number =>
      told(deleted({ before: { phase: "bound", boundKeyPairName }, fromMs: atMs + 60_000, toMs: atMs + 60_000 }))
        .length;
    expect([lets("kp-b"), lets("kp-a")]).toEqual([0, 1]);
  });

  it("is right while an unbind goes on that no state tells of, no list may show, and ECS shows as done from its start", () => {
    const { posts } = history.cloud.chronicle;
    const [post] = posts;
    if (post === undefined) {
      throw new Error("nothing was bound");
    }
    const atMs = bound.toMs + 1_000;
    posts.push({ ...post, taskId: "goes on", unbinds: true, run: bound.run + 1, sentMs: atMs, atMs });
    const interrupted = deleted({ run: bound.run + 1, fromMs: atMs, toMs: atMs + 1_000, end: { how: "killed" } });
    history.calls.push(interrupted);
    const forbid: Part = { kind: "forbid", operation: "ListRunningTask", run: "always" };
    const lets = (keyNameChanges: "atStart" | "atEnd", parts: Part[]): number => {
      Object.assign(history, {
        plan: { ...history.plan, parts: [...history.plan.parts, ...parts] },
        quirks: { ...history.quirks, keyNameChanges },
      });
      return told(deleted({ fromMs: atMs + 60_000, toMs: atMs + 60_000 })).length;
    };
    expect([lets("atStart", []), lets("atEnd", [forbid]), lets("atStart", [forbid])]).toEqual([1, 1, 0]);
  });

  it("is right where the binding is to be kept, is not the row's own, or is left to its successor", () => {
    expect(told(deleted({ before: { onDelete: "retain" } }))).toEqual([]);
    expect(told(deleted({ before: { tookOver: true } }))).toEqual([]);
    expect(told(deleted({ before: { passwordDisabled: true } }))).toEqual([]);
    expect(told(deleted({ urn: `${bound.urn}-2` }))).toEqual([]);
    expect(told(deleted({ run: bound.run }))).toEqual([]);
  });

  it("is right where others have bound the server again since the run had unbound it", () => {
    const insisted = deleted({ toMs: bound.toMs + 60_000, before: { ...deleted().before, onDelete: "unbind" } });
    const { posts } = history.cloud.chronicle;
    const [post] = posts;
    if (post === undefined) {
      throw new Error("nothing was posted");
    }
    posts.push({ ...post, by: "others", run: insisted.run, atMs: bound.toMs + 20_000 });
    expect(told(insisted)).toEqual([expect.stringMatching(/kp-a, which was to be unbound in any case$/)]);
    posts.splice(1, 0, { ...post, unbinds: true, run: insisted.run, atMs: bound.toMs + 1_000 });
    expect(told(insisted)).toEqual([]);
  });

  it("may leave what a change that has not ended may have done, as long as it names it", () => {
    const waits = deleted({ before: { phase: "waiting", attempt: { keyPairName: "kp-a", operation: "BIND" } } });
    history.lines.splice(0);
    expect(told(waits)).toHaveLength(1);
    const text = 'left alone: the server may have key pair "kp-a"';
    history.lines.push({ atMs: bound.toMs, urn: bound.urn, text, severity: "warning", ephemeral: false });
    expect(told(waits)).toEqual([]);
    expect(told(deleted({ before: { phase: "bound", boundKeyPairName: "kp-a" } }))).toHaveLength(1);
  });

  it("may leave what an earlier change came to, where ECS is not asked and the last one failed", () => {
    const attempt = { keyPairName: "kp-b", operation: "REPLACE" };
    const failed = deleted({ before: { phase: "failed", attempt, verify: "none" } });
    history.lines.splice(0);
    expect(told(failed)).toHaveLength(1);
    const text =
      'left alone: the server may have key pair "kp-b"; nobody can tell whether it did, nor what is there if not';
    history.lines.push({ atMs: bound.toMs, urn: bound.urn, text, severity: "warning", ephemeral: false });
    expect(told(failed)).toEqual([]);
    const seen = deleted({ before: { phase: "failed", attempt: { ...attempt, keyPairName: "kp-a" } } });
    expect(told(seen)).toHaveLength(1);
    // A task that lists leave out may still have been running when it was called failed: what ECS shows then is undone.
    history.lines.push({
      atMs: bound.toMs,
      urn: bound.urn,
      text: 'it has "kp-a"',
      severity: "warning",
      ephemeral: false,
    });
    expect(told(seen)).toHaveLength(1);
    Object.assign(history.quirks, { runningListOmits: true });
    expect(told(seen)).toHaveLength(1);
  });

  it("is right where a row of another front had taken the place of the one that bound, and came back by an alias", () => {
    const there = bound.urn.replace("row-1", "other-1");
    expect(there).not.toBe(bound.urn);
    const taken = { ...bound, run: bound.run + 1, fromMs: bound.fromMs + 1, toMs: bound.toMs };
    history.calls.push({ ...taken, urn: there });
    expect(told(deleted())).toHaveLength(1);
    history.calls.push({ ...taken, urn: bound.urn.replace("KeyPairBinding::", "Binding::") });
    expect(told(deleted())).toEqual([]);
  });

  it("is right while another row of the run takes the key pair off", () => {
    const [post] = history.cloud.chronicle.posts;
    if (post === undefined) {
      throw new Error("nothing was posted");
    }
    const besides = deleted({ urn: `${bound.urn}-2`, fromMs: 0 });
    const unbind = { ...post, taskId: "none", run: besides.run, unbinds: true, urn: besides.urn };
    history.cloud.chronicle.posts.push(unbind);
    expect(told(deleted())).toHaveLength(1);
    history.calls.push(besides);
    expect(told(deleted())).toEqual([]);
  });
});
