import { Chance, seedFor } from "./chance";
import { chooseFronts } from "./chooseFronts";
import { chooseQuirks } from "./chooseQuirks";
import { bindingRows, fleetRows, type StartRows } from "./chooseRows";
import { chooseReactions, chooseSteps } from "./chooseSteps";
import { chooseTrouble } from "./chooseTrouble";
import type { Part, Plan } from "./plan";

/** The history of a seed: one with fleets, or one with bindings alone. */
export function makePlan(seed: number): Plan {
  return new Chance(seedFor(seed, "fleets?")).happens(0.5)
    ? planWith(seed, fleetRows, new Chance(seedFor(seed, "fleets")))
    : planWith(seed, bindingRows, new Chance(seedFor(seed, "plan")));
}

function planWith(seed: number, rows: (chance: Chance) => StartRows, chance: Chance): Plan {
  const { servers, fleets, parts } = rows(chance);
  const wanted = chooseSteps(chance, { servers, fleets });
  const runs = wanted.length + 3;
  const { steps, parts: fronts } = chooseFronts(new Chance(seedFor(seed, "fronts")), { runs, servers }, wanted);
  return {
    seed,
    signs: seed % 50 === 0,
    parts: [
      ...parts(),
      ...pairParts(chance),
      ...chooseQuirks(chance).map((patch): Part => ({ kind: "quirk", patch })),
      ...steps.map((step): Part => ({ kind: "step", step })),
      ...chooseReactions(chance).map((reaction): Part => ({ kind: "reaction", reaction })),
      ...chooseTrouble(chance, { runs, servers }),
      ...fronts,
    ],
    timeScale: chance.weighted<number>([
      [3, 0.07],
      [3, 0.15],
      [3, 0.3],
      [1, 1],
    ]),
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
