import type { CallRecord } from "../callRecord";
import type { Facts } from "./facts";
import type { Violation } from "./violation";

/** What a call says about a key pair, against what there really was while it went on. */
export function pairsAreTrue({ history }: Facts, call: CallRecord): Violation[] {
  const { end, before, verb, id } = call;
  if (end.how !== "done") {
    return [];
  }
  const { chronicle } = history.cloud;
  const views = chronicle.pairDuring(id, call.fromMs, call.toMs);
  const wrong = (text: string): Violation[] => [{ judgement: "state is true", text, atMs: call.toMs }];
  switch (verb) {
    case "create":
    case "update": {
      const { fingerprint, privateKeyFile } = end.outputs;
      const file = typeof privateKeyFile === "string" ? privateKeyFile : undefined;
      if (!views.some((view) => view?.fingerprint === fingerprint)) {
        return wrong(`state has key pair ${id} with the key ${String(fingerprint)}, which was not there`);
      }
      const inFile = file === undefined ? undefined : history.files.textOf(file);
      return file === undefined || history.keyring.publicHalf(inFile ?? "")?.fingerprint === fingerprint
        ? []
        : wrong(`state says that the private key of ${id} is in ${file}, which does not hold it`);
    }
    case "read":
      return Object.keys(end.outputs).length > 0 || views.includes(undefined)
        ? []
        : wrong(`a refresh says that key pair ${id} is gone, but it is there`);
    case "delete": {
      if (views.includes(undefined) || before?.["adopted"] === true || isElsewhere(history, call)) {
        return [];
      }
      const made = chronicle.pairChanges
        .filter((change) => change.name === id && change.what === "created" && change.atMs <= call.toMs)
        .at(-1);
      return made?.by === "ours" ? wrong(`a delete says done, but key pair ${id}, which was made here, is there`) : [];
    }
  }
}

/** Another row of the program has it, which came later. */
function isElsewhere({ calls }: Facts["history"], { kind, urn, id, fromMs }: CallRecord): boolean {
  return calls.some(
    (other) =>
      other.kind === kind &&
      other.id === id &&
      other.urn !== urn &&
      other.verb === "create" &&
      other.end.how === "done" &&
      other.toMs <= fromMs,
  );
}
