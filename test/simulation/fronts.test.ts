import { Keyring } from "./keyring";
import type { Part, Plan } from "./plan";
import { playHistory, type Played } from "./playHistory";

const keyring = new Keyring(13);

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
