import type { Chance } from "./chance";
import type { Extent } from "./chooseTrouble";
import type { Served, Part, Step } from "./plan";
import { otherFront } from "./registration";
import type { FrontName } from "./stack";

/** Which front serves a history, where its rows go to another provider, and where the person presses Ctrl-C. */
export function chooseFronts(
  chance: Chance,
  { runs, servers }: Extent,
  steps: readonly Step[],
): { readonly steps: readonly Step[]; readonly parts: readonly Part[] } {
  const front: FrontName = chance.happens(0.5) ? "plugin" : "dynamic";
  const moves = chance.weighted<() => Step[]>([
    [80, () => []],
    [12, () => toOtherFront(chance, front)],
    [8, () => toOtherProcess(chance, front, servers)],
  ])();
  const extent = { runs: runs + moves.length, servers };
  return {
    steps: moves.reduce((all, move) => inserted(all, 1 + chance.below(all.length), move), steps),
    parts: [
      ...(front === "plugin" ? [{ kind: "front", front } as const] : []),
      ...(chance.happens(0.2) ? Array.from({ length: 1 + chance.below(2) }, () => cancel(chance, extent)) : []),
    ],
  };
}

function inserted(steps: readonly Step[], at: number, step: Step): readonly Step[] {
  return [...steps.slice(0, at), step, ...steps.slice(at)];
}

/** And back, now and then. */
function toOtherFront(chance: Chance, front: FrontName): Step[] {
  const rows = chance.weighted<Served>([
    [6, "all"],
    [2, "servers"],
    [2, "pairs"],
  ]);
  const there: Step = { do: "serve", rows, by: otherFront(front), alias: chance.happens(0.5) };
  return chance.happens(0.3) ? [there, { do: "serve", rows, by: front, alias: chance.happens(0.5) }] : [there];
}

/** To a provider that the program declares, or to one of the other front without the alias. */
function toOtherProcess(chance: Chance, front: FrontName, servers: number): Step[] {
  const rows = chance.weighted<Served>([
    [2, "all"],
    [3, "servers"],
    [2, "pairs"],
    [3, chance.below(servers)],
  ]);
  const by = chance.happens(0.8) ? front : otherFront(front);
  const there: Step = { do: "serve", rows, by: `${by}, explicit`, alias: chance.happens(0.5) };
  return chance.happens(0.3) ? [there, { do: "serve", rows, by: front, alias: true }] : [there];
}

function cancel(chance: Chance, { runs }: Extent): Part {
  const operation = chance.weighted<string | undefined>([
    [4, "AssociateKeypair"],
    [1, "DisassociateKeypair"],
    [3, "ListKeypairTask"],
    [1, "ListRunningTask"],
    [1, "CreateKeypair"],
    [1, "DeleteKeypair"],
    [2, undefined],
  ]);
  const at = {
    run: Math.min(chance.below(runs), chance.below(runs)),
    nth: operation === undefined ? chance.below(25) : 0,
  };
  return {
    kind: "cancel",
    at: operation === undefined ? at : { ...at, operation },
    afterMs: chance.weighted<number>([
      [2, 0],
      [3, chance.below(150)],
      [5, chance.below(25_000)],
    ]),
  };
}
