import { Keyring } from "./keyring";
import type { Course, Part, Plan } from "./plan";
import { playHistory } from "./playHistory";

/**
 * A run is killed with its POST on its way, the lists name the server instead of the task, and ECS shows the new name
 * already while it runs, so that no change is seen when it has ended.
 */
const plan = (outcome: Course["outcome"], ms: number): Plan => ({
  seed: 1,
  signs: false,
  timeScale: 0.07,
  parts: [
    {
      kind: "server",
      start: { status: "SHUTOFF", hasPassword: true },
      traits: { auth: "all", timeout: "5m" },
      pair: "kp-a",
    },
    { kind: "step", step: { do: "up" } },
    { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
    { kind: "reaction", reaction: "again" },
    { kind: "kill", at: { run: 1, operation: "AssociateKeypair", nth: 0 }, side: "after", afterMs: 0 },
    { kind: "quirk", patch: { listTaskId: "server", keyNameChanges: "atStart" } },
    ...[{ outcome: "succeed", ms: 2_000 } as const, { outcome, ms }].map((course): Part => ({
      kind: "course",
      course: { server: 0, ...course },
    })),
  ],
});

it.each<[Course["outcome"], string[]]>([
  ["succeed", ["kp-a", "kp-b"]],
  ["fail", ["kp-a", "kp-b", "kp-b"]],
])(
  "a change that only lists tell of and that has come to %s is sent again only after a failure",
  async (end, names) => {
    const keyring = new Keyring();
    for (const ms of [5_400, 9_000, 20_000]) {
      const { history, violations } = await playHistory(plan(end, ms), keyring);
      expect(violations).toEqual([]);
      const posts = history.cloud.chronicle.posts.filter(({ unbinds, run }) => !unbinds && run < 3);
      expect(posts.map(({ keyPairName }) => keyPairName)).toEqual(names);
    }
  },
);
