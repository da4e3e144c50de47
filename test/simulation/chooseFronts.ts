import type { Chance } from "./chance";
import type { Part } from "./plan";

/** Which front serves a history. */
export function chooseFronts(chance: Chance): Part[] {
  return chance.happens(0.5) ? [{ kind: "front", front: "plugin" }] : [];
}
