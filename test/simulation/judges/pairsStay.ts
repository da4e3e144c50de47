import type { CallRecord } from "../callRecord";
import { pairUrn } from "../person";
import type { Facts } from "./facts";
import type { Violation } from "./violation";

/** A key pair that the program has in a row is not deleted by another row that goes. */
export function pairsStay(facts: Facts): Violation[] {
  const { history, calls } = facts;
  const destroys = new Set(history.runs.filter(({ what }) => what.startsWith("destroy")).map(({ run }) => run));
  return calls
    .filter(({ kind, verb, run }) => kind === "keyPair" && verb === "delete" && !destroys.has(run))
    .filter((call) => deletes(facts, call) && hasSuccessor(facts, call))
    .map(({ id, toMs }) => ({
      judgement: "others left alone",
      text: `a row that went deleted key pair ${id}, which the program has in another row`,
      atMs: toMs,
    }));
}

function deletes({ history }: Facts, { id, fromMs, toMs }: CallRecord): boolean {
  return history.cloud.chronicle.pairChanges.some(
    ({ what, by, name, atMs }) => what === "deleted" && by === "ours" && name === id && atMs >= fromMs && atMs <= toMs,
  );
}

/** A row that the program has now was made before the delete began. */
function hasSuccessor({ history }: Facts, { urn, id, fromMs }: CallRecord): boolean {
  const successors = history.person.pairs.filter(({ start }) => start.managed && start.name === id).map(pairUrn);
  return history.calls.some(
    (call) =>
      call.toMs <= fromMs &&
      call.urn !== urn &&
      successors.includes(call.urn) &&
      call.verb === "create" &&
      call.end.how === "done",
  );
}
