import { fleetStateSchema } from "../../../provider/src/model/fleet/fleetState";
import { unpackResults } from "../../../provider/src/operations/fleet/unpackResults";
import type { Preview } from "../history";
import type { Resource } from "../stack";
import type { Violation } from "./violation";

/**
 * Right after an up that succeeded nothing is left to be done for the same program; but where state says that nobody can tell
 * which key is on a server, the one that is asked for is bound once more.
 */
export function previewsEmpty(previews: readonly Preview[]): Violation[] {
  return previews.flatMap(({ atMs, changes }) => {
    const wrong = changes.filter(({ old }) => old === undefined || !isKeyUncertain(old));
    const text = wrong.map(({ change, row }) => `${change} ${row}`).join(", ");
    return wrong.length === 0
      ? []
      : [{ judgement: "converges", text: `a preview right after an up that succeeded would ${text}`, atMs } as const];
  });
}

function isKeyUncertain({ kind, outputs }: Resource): boolean {
  return kind === "keyPairFleet"
    ? [...unpackResults(fleetStateSchema.parse(outputs)).values()].some(({ record }) => record.keyUncertain === true)
    : outputs["keyUncertain"] === true;
}
