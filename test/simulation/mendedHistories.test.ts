import { Keyring } from "./keyring";
import type { Part, Plan } from "./plan";
import { playHistory } from "./playHistory";

const up: Part = { kind: "step", step: { do: "up" } };
const atPost = { run: 0, operation: "AssociateKeypair", nth: 0 };
const server = (traits: object, start: object = {}, pair: "kp-a" | "kp-b" = "kp-a"): Part => ({
  kind: "server",
  start: { status: "ACTIVE", hasPassword: true, ...start },
  traits: { timeout: "5m", ...traits },
  pair,
});

/** Histories that went wrong once, as the simulator made them smaller. */
const histories: readonly [string, Pick<Plan, "seed" | "timeScale" | "parts">][] = [
  [
    "Ctrl-C while ECS is behind a success: the binding stays in state",
    {
      seed: 31448,
      timeScale: 0.07,
      parts: [
        server({ auth: "right", fingerprint: true }),
        { kind: "quirk", patch: { keyNameStaleMs: 55_000 } },
        { kind: "step", step: { do: "renew", pair: "kp-a" } },
        { kind: "front", front: "plugin" },
        { kind: "cancel", at: atPost, afterMs: 9_269 },
      ],
    },
  ],
  [
    "a task that came and went while its answer was waited for: nothing more is posted in this call",
    {
      seed: 32525,
      timeScale: 0.15,
      parts: [
        server({ auth: "password", disablePassword: true, onDelete: "unbind" }),
        server(
          { auth: "all", onDelete: "retain", failedTasks: "deleteOwn", fingerprint: true, timeout: undefined },
          { hasPassword: false },
          "kp-b",
        ),
        { kind: "step", step: { do: "rotate", server: 1, pair: "kp-b" } },
        { kind: "fault", at: atPost, fault: "slow back", times: 1 },
        { kind: "course", course: { server: 1, outcome: "vanish", ms: 6_080 } },
      ],
    },
  ],
  [
    "another program was faster by a moment, and lists are late: its task is waited for",
    {
      seed: 32345,
      timeScale: 0.3,
      parts: [
        server({ auth: "password", disablePassword: true }),
        up,
        { kind: "deed", at: atPost, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-a" } },
        { kind: "quirk", patch: { keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
      ],
    },
  ],
];

it.each(histories)("%s", async (_name, plan) => {
  expect((await playHistory({ signs: false, ...plan }, new Keyring(13))).violations).toEqual([]);
});
