import { isDeepStrictEqual } from "node:util";
import { withoutUndefined, type PlainObject } from "../model/plainObject";
import { PartialCreation } from "./partialCreation";

/** Inputs that only a delete, or the look before it, goes by. */
const DELETE_POLICIES = ["onDelete", "failedTasks", "verify", "timeouts"] as const;

/**
 * The outputs of a state with what a delete is to go by as the program says it now: an update that is refused keeps that,
 * or the way out that a refused delete names (`onDelete: "retain"`) could never be taken.
 */
export function withDeletePolicies(olds: PlainObject, news: PlainObject): PlainObject {
  return withoutUndefined({ ...olds, ...Object.fromEntries(DELETE_POLICIES.map((key) => [key, news[key]])) });
}

/** What an update throws that was refused before anything was posted: a change of what a delete goes by is kept. */
export function refusedUpdate(
  { id, olds, news }: { id: string; olds: PlainObject; news: PlainObject },
  error: unknown,
  told: (error: unknown) => string,
): unknown {
  const kept = withDeletePolicies(olds, news);
  return isDeepStrictEqual(kept, withoutUndefined(olds)) ? error : new PartialCreation(id, kept, told(error));
}
