import type { History } from "./history";
import { Keyring } from "./keyring";
import { atPost, managed, server, up } from "./mendedHistory";
import type { Part } from "./plan";
import { playHistory } from "./playHistory";

const keyring = new Keyring();

async function played(parts: readonly Part[], timeScale = 0.07): Promise<History> {
  const { history, violations } = await playHistory({ seed: 1, signs: false, timeScale, parts }, keyring);
  expect(violations).toEqual([]);
  return history;
}

/** How the calls for the server ended that are of a kind, with what they say. */
const endsOf = (history: History, verb: string): unknown[] =>
  history.calls.filter((call) => call.verb === verb && call.kind === "keyPairBinding").map(({ end }) => end);

/** Others bind the server in the first moment, before the lists are read. */
const boundByOthers: readonly Part[] = [
  { kind: "deed", at: { run: 0, nth: 0 }, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-other" } },
  { kind: "fault", at: { run: 0, operation: "ListRunningTask", nth: 0 }, fault: "cut before", times: 2 },
];
const takesOver = server({ auth: "all", replaces: ["kp-other"] });

it.each(["half", "huge", "capitals"] as const)(
  "one bind is accepted where no list shows it and the answer, which begins with 202, is spoilt (%s)",
  async (fault) => {
    const history = await played([
      server({ auth: "right", timeout: "20m" }),
      { kind: "quirk", patch: { runningListOmits: true, failedListOmits: true } },
      up,
      { kind: "course", course: { server: 0, outcome: "fail", ms: 2_000 } },
      { kind: "fault", at: atPost, fault, times: 1 },
    ]);
    expect(history.cloud.chronicle.posts.filter(({ run }) => run === 0)).toHaveLength(1);
  },
);

it("takes a server for gone in a create only after it was asked for again, as it has been there a moment ago", async () => {
  const history = await played([
    takesOver,
    up,
    ...boundByOthers,
    { kind: "fault", at: { run: 0, operation: "ShowServer", nth: 1 }, fault: "not found", times: 1 },
  ]);
  // What ECS shows then: the others' bind.
  const message = expect.stringContaining("the private key now in use is needed") as string;
  expect(endsOf(history, "create")[0]).toMatchObject({ how: "refused", message });
});

it("reads back again where ECS does not find the server for once", async () => {
  const history = await played([
    server({ auth: "all" }),
    up,
    { kind: "fault", at: { run: 0, operation: "ShowServer", nth: 1 }, fault: "not found", times: 1 },
  ]);
  expect(endsOf(history, "create")[0]).toMatchObject({ how: "done", outputs: { phase: "bound", verified: true } });
});

it("waits no longer for the task of somebody else than the list stays incomplete, and says so", async () => {
  const history = await played(
    [
      server({ auth: "all", replaces: ["kp-other"], timeout: "20m" }),
      { kind: "quirk", patch: { listTaskId: "server", listTotal: "long" } },
      up,
      ...boundByOthers,
    ],
    0.3,
  );
  const [first] = history.calls;
  expect(first?.end).toMatchObject({
    how: "refused",
    message: expect.stringContaining("the list of running tasks stays incomplete") as string,
  });
  expect((first?.toMs ?? Infinity) - (first?.fromMs ?? 0)).toBeLessThan(120_000);
});

it("lets a server go that is gone, also while the lists cannot be read", async () => {
  const history = await played([
    server({ auth: "all" }),
    up,
    { kind: "deed", at: atPost, afterMs: 50_000, deed: { do: "remove", server: 0 } },
    { kind: "step", step: { do: "wait", ms: 100_000 } },
    { kind: "step", step: { do: "destroy", as: "operator" } },
    { kind: "fault", at: { run: 1, operation: "ListRunningTask", nth: 0 }, fault: "500", times: 300 },
  ]);
  expect(endsOf(history, "delete")[0]).toMatchObject({ how: "done" });
});

it("says of a lost bind that is taken over with which wish it counts", async () => {
  const history = await played([
    server({ auth: "all" }),
    managed("kp-a"),
    up,
    { kind: "step", step: { do: "change", server: 0, traits: { auth: "all", disablePassword: true, timeout: "5m" } } },
    { kind: "kill", at: atPost, side: "after", afterMs: 100 },
    { kind: "course", course: { server: 0, outcome: "succeed", ms: 9_000 } },
  ]);
  expect(history.lines.map(({ text }) => text).join("\n")).toContain(
    "counts as one that has switched login by password off",
  );
});
