import type { Chance } from "./chance";
import type { Extent } from "./chooseTrouble";
import type { Part } from "./plan";

/** Which front serves a history, and where the person presses Ctrl-C. */
export function chooseFronts(chance: Chance, extent: Extent): Part[] {
  return [
    ...(chance.happens(0.5) ? [{ kind: "front", front: "plugin" } as const] : []),
    ...(chance.happens(0.2) ? Array.from({ length: 1 + chance.below(2) }, () => cancel(chance, extent)) : []),
  ];
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
