import { Keyring } from "./keyring";
import type { Part, Plan } from "./plan";
import { playHistory, type Played } from "./playHistory";

const keyring = new Keyring();

/** One server that a pair of the program is bound to, and then another. */
const parts: readonly Part[] = [
  {
    kind: "server",
    start: { status: "ACTIVE", hasPassword: true },
    traits: { auth: "all", timeout: "5m" },
    pair: "kp-a",
  },
  {
    kind: "pair",
    start: { name: "kp-a", managed: true, scope: "account", hosted: true, exposed: false, forceDelete: true },
  },
  { kind: "step", step: { do: "up" } },
  { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
];

/** So long after a request has left in the first run the person presses Ctrl-C. */
const ctrlC = (operation: string, afterMs: number): Part => ({
  kind: "cancel",
  at: { run: 0, operation, nth: 0 },
  afterMs,
});

async function play(...more: Part[]): Promise<Played> {
  const plan: Plan = { seed: 1, signs: false, timeScale: 0.07, parts: [...parts, ...more] };
  return playHistory(plan, keyring);
}

it.each(["dynamic", "plugin"] as const)("plays a history through the %s front", async (front) => {
  const played = await play({ kind: "front", front });
  expect(played.violations).toEqual([]);
  expect(played.history.cloud.chronicle.posts.slice(0, 2).map(({ keyPairName }) => keyPairName)).toEqual([
    "kp-a",
    "kp-b",
  ]);
  expect([...new Set(played.history.calls.map(({ provider }) => provider))]).toEqual([front]);
});

it("has in a state of the plugin no URN, text or timeouts of dynamic resources, and as ciphertext what the plugin marks", async () => {
  const { history } = await play({ kind: "front", front: "plugin" });
  const created = history.calls.filter(({ verb }) => verb === "create").slice(0, 2);
  const shown = created.map(({ inputs, secretInputs, end }) => {
    const outputs = end.how === "done" ? end.outputs : {};
    const keys = Object.keys({ ...inputs, ...outputs });
    return {
      foreign: keys.filter((key) => ["__provider", "resourceUrn", "timeouts"].includes(key)),
      secretInputs,
      secretOutputs: end.how === "done" ? end.secret : [],
    };
  });
  expect(shown).toEqual([
    { foreign: [], secretInputs: ["keyProtection"], secretOutputs: ["keyProtection"] },
    { foreign: [], secretInputs: ["auth"], secretOutputs: ["auth"] },
  ]);
});

it("ends a wait of the plugin at Ctrl-C with the attempt in state, and the next run goes on from it without a POST", async () => {
  const { history, violations } = await play({ kind: "front", front: "plugin" }, ctrlC("AssociateKeypair", 500));
  expect(violations).toEqual([]);
  const [first] = history.runs;
  const [cancelled] = history.calls.filter(({ kind }) => kind === "keyPairBinding");
  const [post, next] = history.cloud.chronicle.posts;
  expect(first).toMatchObject({ end: "cancelled", cancelledMs: (post?.sentMs ?? 0) + 500 });
  expect(cancelled?.end).toMatchObject({
    how: "kept",
    outputs: { phase: "waiting", attempt: { taskId: post?.taskId, keyPairName: "kp-a" } },
  });
  expect(next).toMatchObject({ keyPairName: "kp-b" });
});

it("lets a dynamic resource wait for its task after Ctrl-C, and begins nothing new", async () => {
  const { history, violations } = await play(ctrlC("CreateKeypair", 0));
  expect(violations).toEqual([]);
  expect(history.runs[0]?.end).toBe("cancelled");
  expect(history.calls.filter(({ run }) => run === 0).map(({ kind, end }) => [kind, end.how])).toEqual([
    ["keyPair", "done"],
  ]);
});

it("lets the plugin see the answer to a POST that is under way at Ctrl-C", async () => {
  const { history, violations } = await play({ kind: "front", front: "plugin" }, ctrlC("AssociateKeypair", 0));
  expect(violations).toEqual([]);
  const { endedMs = 0 } = history.director.requests.find(({ operation }) => operation === "AssociateKeypair") ?? {};
  const [first] = history.runs;
  expect([first?.end, endedMs > (first?.cancelledMs ?? Infinity)]).toEqual(["cancelled", true]);
  expect(history.calls.find(({ kind }) => kind === "keyPairBinding")?.end).toMatchObject({
    how: "kept",
    outputs: { attempt: { taskId: history.cloud.chronicle.posts[0]?.taskId } },
  });
});

it("keeps what was bound when Ctrl-C comes while ECS is read back, and believes it against an ECS that is behind", async () => {
  const late: Part = { kind: "quirk", patch: { keyNameStaleMs: 50_000 } };
  const course: Part = { kind: "course", course: { server: 0, outcome: "succeed", ms: 3_000 } };
  const refresh: Part = { kind: "step", step: { do: "refresh", as: "operator" } };
  const { history, violations } = await playHistory(
    {
      seed: 1,
      signs: false,
      timeScale: 1,
      parts: [
        ...parts.slice(0, 3),
        refresh,
        late,
        course,
        { kind: "front", front: "plugin" },
        ctrlC("AssociateKeypair", 9_000),
      ],
    },
    keyring,
  );
  expect(violations).toEqual([]);
  const ends = history.calls.filter(({ kind, run }) => kind === "keyPairBinding" && run < 3);
  expect(ends.map(({ verb }) => verb).slice(0, 2)).toEqual(["create", "read"]);
  for (const { end } of ends.slice(0, 2)) {
    expect(end).toMatchObject({ how: "done", outputs: { phase: "bound", boundKeyPairName: "kp-a", verified: false } });
  }
});

it("moves rows to the other front by their aliases, without a request that changes anything", async () => {
  const { history, violations } = await play({
    kind: "step",
    step: { do: "serve", rows: "all", by: "plugin", alias: true },
  });
  expect(violations).toEqual([]);
  const { run } = history.runs.find(({ what }) => what.startsWith("serve")) ?? {};
  expect(history.director.requests.filter((request) => request.run === run && request.method !== "GET")).toEqual([]);
  const verbs = history.calls.filter((call) => call.run === run).map(({ verb }) => verb);
  expect(verbs).not.toContain("create");
  expect(verbs).not.toContain("delete");
  const later = history.calls.filter((call) => call.run > (run ?? 0));
  expect([...new Set(later.map(({ provider }) => provider))]).toEqual(["plugin"]);
});

it.each([
  { what: "another front without an alias", to: "plugin", alias: false },
  { what: "another process of the front", to: "dynamic, explicit", alias: true },
] as const)("keeps what is bound when its row goes to $what", async ({ to, alias }) => {
  const { history, violations } = await play({ kind: "step", step: { do: "serve", rows: "servers", by: to, alias } });
  expect(violations).toEqual([]);
  const { run } = history.runs.find(({ what }) => what.startsWith("serve")) ?? {};
  const calls = history.calls.filter((call) => call.run === run && call.kind === "keyPairBinding");
  expect(calls.map(({ verb, provider, end }) => [verb, provider, end.how])).toEqual([
    ["create", to, "done"],
    ["delete", "dynamic", "done"],
  ]);
  expect(calls[0]?.end).toMatchObject({ outputs: { phase: "bound", adopted: true } });
  expect(history.cloud.chronicle.posts.filter((post) => post.run === run)).toEqual([]);
});
