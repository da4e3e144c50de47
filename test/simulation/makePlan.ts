import { Chance, seedFor } from "./chance";
import { chooseFronts } from "./chooseFronts";
import { chooseQuirks } from "./chooseQuirks";
import { chooseTrouble } from "./chooseTrouble";
import type { AuthStyle, BindingTraits, PairName, Part, Plan, Reaction, ServerStart, Step } from "./plan";

/** The history of a seed. */
export function makePlan(seed: number): Plan {
  const chance = new Chance(seedFor(seed, "plan"));
  const servers = chance.weighted<number>([
    [60, 1],
    [30, 2],
    [10, 3],
    [1, 12],
  ]);
  const steps = chooseSteps(chance, servers);
  const runs = steps.length + 3;
  const parts: Part[] = [
    ...Array.from({ length: servers }, (): Part => ({
      kind: "server",
      start: startOf(chance),
      traits: traitsOf(chance),
      pair: chance.weighted<PairName>([
        [8, "kp-a"],
        [2, "kp-b"],
      ]),
    })),
    ...(chance.happens(0.04) ? [rival(chance, servers)] : []),
    ...pairParts(chance),
    ...chooseQuirks(chance).map((patch): Part => ({ kind: "quirk", patch })),
    ...steps.map((step): Part => ({ kind: "step", step })),
    ...chooseReactions(chance).map((reaction): Part => ({ kind: "reaction", reaction })),
    ...chooseTrouble(chance, { runs, servers }),
    ...chooseFronts(new Chance(seedFor(seed, "fronts")), { runs, servers }),
  ];
  return {
    seed,
    signs: seed % 50 === 0,
    timeScale: chance.weighted<number>([
      [3, 0.07],
      [3, 0.15],
      [3, 0.3],
      [1, 1],
    ]),
    parts,
  };
}

/** A second row for a server, which a program should not have. */
function rival(chance: Chance, servers: number): Part {
  const timeout = chance.pick(["2s", "20s", "5m"] as const);
  const pair = chance.pick<PairName>(["kp-a", "kp-b"]);
  return { kind: "rival", server: chance.below(servers), traits: { ...traitsOf(chance), timeout }, pair };
}

function startOf(chance: Chance): ServerStart {
  const bound = chance.weighted<PairName | undefined>([
    [8, undefined],
    [2, "kp-other"],
    [2, "kp-a"],
    [1, "kp-b"],
  ]);
  return {
    status: chance.happens(0.8) ? "ACTIVE" : "SHUTOFF",
    ...(bound === undefined ? {} : { bound }),
    hasPassword: chance.happens(0.9),
  };
}

function pairParts(chance: Chance): Part[] {
  return (["kp-a", "kp-b"] as const).map((name): Part => {
    const managed = chance.happens(0.5);
    return {
      kind: "pair",
      start: {
        name,
        managed,
        scope: chance.happens(0.6) ? "user" : "account",
        hosted: chance.happens(0.25),
        exposed: managed && chance.happens(0.15),
        forceDelete: chance.happens(0.5),
      },
    };
  });
}

const authStyle = (chance: Chance): AuthStyle =>
  chance.weighted<AuthStyle>([
    [6, "right"],
    [4, "all"],
    [1, "wrong"],
    [1, "none"],
    [1, "new"],
    [1, "hosted"],
    [1, "password"],
  ]);

function traitsOf(chance: Chance): BindingTraits {
  return {
    auth: authStyle(chance),
    ...(chance.happens(0.15) ? { disablePassword: true } : {}),
    ...(chance.happens(0.25) ? { onDelete: chance.pick(["unbind", "retain"] as const) } : {}),
    ...(chance.happens(0.15) ? { verify: "none" as const } : {}),
    ...(chance.happens(0.1) ? { failedTasks: "deleteOwn" as const } : {}),
    ...(chance.happens(0.25) ? { replaces: ["kp-other"] as const } : {}),
    ...(chance.happens(0.4) ? { fingerprint: true } : {}),
    timeout: chance.weighted<BindingTraits["timeout"]>([
      [1, "2s"],
      [4, "20s"],
      [4, "2m"],
      [40, "5m"],
      [3, undefined],
    ]),
  };
}

function chooseSteps(chance: Chance, servers: number): Step[] {
  const count = chance.weighted<number>([
    [2, 1],
    [4, 2],
    [3, 3],
    [1, 5],
  ]);
  const steps: Step[] = [{ do: "up" }];
  while (steps.length < count + 1) {
    steps.push(chooseStep(chance, servers));
  }
  return steps;
}

function chooseStep(chance: Chance, servers: number): Step {
  const server = chance.below(servers);
  const as = chance.happens(0.8) ? ("operator" as const) : ("colleague" as const);
  return chance.weighted<() => Step>([
    [8, () => ({ do: "rotate", server, pair: chance.pick(["kp-b", "kp-b", "kp-a"] as const) })],
    [4, () => ({ do: "renew", pair: chance.pick(["kp-a", "kp-b"] as const) })],
    [3, () => ({ do: "trigger", server })],
    [3, () => ({ do: "drop", server })],
    [1, () => ({ do: "declare", server })],
    [1, () => ({ do: "rename", server })],
    [1, () => ({ do: "replace", server })],
    [2, () => ({ do: "change", server, traits: traitsOf(chance) })],
    [4, () => ({ do: "refresh", as })],
    [4, () => ({ do: "destroy", as })],
    [1, () => ({ do: "loseState" })],
    [1, () => ({ do: "wait", ms: 90_000 })],
    [2, () => ({ do: "up" })],
  ])();
}

function chooseReactions(chance: Chance): Reaction[] {
  return Array.from({ length: 2 + chance.below(3) }, () =>
    chance.weighted<Reaction>([
      [8, "again"],
      [3, "giveAll"],
      [2, "giveRight"],
      [2, "giveNew"],
      [1, "giveWrong"],
      [1, "takeOver"],
      [2, "goBack"],
      [2, "giveUp"],
      [2, "refresh"],
      [1, "waitLong"],
      [1, "stopServer"],
    ]),
  );
}
