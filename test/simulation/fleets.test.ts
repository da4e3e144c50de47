import { Keyring } from "./keyring";
import type { Part, Plan, Step } from "./plan";
import { playHistory, type Played } from "./playHistory";

const keyring = new Keyring();

const traits = { auth: "right", timeout: "5m" } as const;
const server: Part = {
  kind: "server",
  start: { status: "ACTIVE", hasPassword: true },
  traits,
  pair: "kp-a",
  fleet: "fleet-a",
};

/** Two servers in a fleet, bound in the first run, and what the person does then. */
function play(steps: readonly Step[], ...more: Part[]): Promise<Played> {
  const parts: Part[] = [
    { kind: "fleet", name: "fleet-a", traits, pair: "kp-a" },
    { kind: "fleet", name: "fleet-b", traits, pair: "kp-b" },
    server,
    server,
    ...[{ do: "up" } as const, ...steps].map((step): Part => ({ kind: "step", step })),
    ...more,
  ];
  const plan: Plan = { seed: 1, signs: false, timeScale: 0.07, parts };
  return playHistory(plan, keyring);
}

const postsOf = ({ history }: Played, run: number): number =>
  history.cloud.chronicle.posts.filter((post) => post.run === run).length;

it("takes servers from a fleet to bindings of their own and back without a POST", async () => {
  const played = await play([
    { do: "gather", to: "binding" },
    { do: "gather", to: "fleet-a" },
  ]);
  expect(played.violations).toEqual([]);
  expect([0, 1, 2].map((run) => postsOf(played, run))).toEqual([2, 0, 0]);
  const created = played.history.calls.filter(({ run, verb, partOf }) => run === 1 && verb === "create" && !partOf);
  expect(created.map(({ kind, end }) => [kind, end.how])).toEqual([
    ["keyPairBinding", "done"],
    ["keyPairBinding", "done"],
  ]);
});

it("moves one server to another fleet with one POST, for the key pair of that fleet", async () => {
  const played = await play([{ do: "move", server: 1, to: "fleet-b" }]);
  expect(played.violations).toEqual([]);
  expect(played.history.cloud.chronicle.posts.filter(({ run }) => run === 1)).toMatchObject([
    { unbinds: false, keyPairName: "kp-b" },
  ]);
});

it("says that the run was interrupted where the last servers of a fleet could not be let go for that", async () => {
  const played = await play(
    [{ do: "destroy", as: "operator" }],
    { kind: "front", front: "plugin" },
    { kind: "cancel", at: { run: 1, operation: "ListRunningTask", nth: 0 }, afterMs: 0 },
  );
  const [call] = played.history.calls.filter(({ run, kind }) => run === 1 && kind === "keyPairFleet");
  expect(call?.end).toMatchObject({
    how: "refused",
    message: expect.stringMatching(/0 of 2 servers let go\nstopped +the run was interrupted\n/) as unknown,
  });
});
