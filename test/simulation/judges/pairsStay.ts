import { isDeepStrictEqual } from "node:util";
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

/** A row that the program has now was made before the delete began, is still there, and is younger than what the row that goes holds. */
function hasSuccessor({ history }: Facts, gone: CallRecord): boolean {
  const { urn, id, fromMs } = gone;
  const successors = history.person.pairs.filter(({ start }) => start.managed && start.name === id).map(pairUrn);
  const written = history.calls.filter((call) => call.end.how === "done" && call.toMs <= fromMs);
  const own = written.filter((call) => call.urn === urn && (call.verb === "create" || call.verb === "update"));
  const sinceMs = Math.max(0, ...own.map(({ toMs }) => toMs));
  return written.some(
    (call) =>
      call.urn !== urn &&
      successors.includes(call.urn) &&
      call.verb === "create" &&
      call.toMs > sinceMs &&
      !written.some((later) => later.verb === "delete" && later.toMs > call.toMs && isSameRow(call, later)) &&
      !isSameRow(call, gone),
  );
}

/**
 * What goes was made by this call, and an alias has brought it to another name since: what it made is still in its state. When
 * the service made it a refresh may have found out only later.
 */
function isSameRow({ end }: CallRecord, { before }: CallRecord): boolean {
  return (
    "outputs" in end &&
    before?.["made"] !== undefined &&
    isDeepStrictEqual(end.outputs["made"], before["made"]) &&
    [undefined, before["createdAt"]].includes(end.outputs["createdAt"])
  );
}
