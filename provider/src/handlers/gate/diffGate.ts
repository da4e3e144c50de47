import type { dynamic } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { gateStateSchema } from "../../model/dmsTaskGate";
import type { PlainObject } from "../../model/plainObject";

/** What says which tasks count and when they have settled; a change makes the gate look again. */
const LOOK_KEYS = ["since", "until", "names", "expect", "onFailed", "triggers"] as const;

/** Whether the gate has to look again: something it looks by has changed, or it is not settled yet. */
export function needsLook(olds: PlainObject, news: PlainObject): boolean {
  return (
    gateStateSchema.parse(olds).phase !== "settled" || LOOK_KEYS.some((key) => !isDeepStrictEqual(olds[key], news[key]))
  );
}

/**
 * What differs between state and program. Another instance replaces. A gate that is not settled always differs: a
 * refresh in between must not make the engine forget that something waits.
 */
export function diffGate(olds: PlainObject, news: PlainObject): dynamic.DiffResult {
  if (olds["instanceId"] !== news["instanceId"]) {
    return { changes: true, replaces: ["instanceId"], deleteBeforeReplace: false };
  }
  return { changes: needsLook(olds, news) || !isDeepStrictEqual(olds["timeouts"], news["timeouts"]) };
}
