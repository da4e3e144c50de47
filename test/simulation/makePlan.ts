import { Chance, seedFor } from "./chance";
import { chooseFronts } from "./chooseFronts";
import { chooseQuirks } from "./chooseQuirks";
import { bindingRows, fleetRows, type StartRows } from "./chooseRows";
import { chooseReactions, chooseSteps } from "./chooseSteps";
import { chooseTrouble } from "./chooseTrouble";
import type { Part, PartOf, Plan } from "./plan";

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
      ...withFiles(pairParts(chance), new Chance(seedFor(seed, "files")), runs),
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

/** Now and then the key of a pair is generated into a file instead of being given, and the file cannot be had in some run. */
function withFiles(pairs: readonly PartOf<"pair">[], chance: Chance, runs: number): Part[] {
  const parts = pairs.map((part): PartOf<"pair"> => {
    const { managed, hosted, exposed } = part.start;
    const isFiled = managed && !hosted && !exposed && chance.happens(0.25);
    return isFiled ? { ...part, start: { ...part.start, filed: true } } : part;
  });
  const isTroubled = parts.some(({ start }) => start.filed === true) && chance.happens(0.3);
  const trouble = chance.pick(["unreadable", "unwritable"] as const);
  return isTroubled ? [...parts, { kind: "files", run: chance.below(runs), trouble }] : parts;
}

function pairParts(chance: Chance): PartOf<"pair">[] {
  return (["kp-a", "kp-b"] as const).map((name): PartOf<"pair"> => {
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
