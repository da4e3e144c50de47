import { AsyncLocalStorage } from "node:async_hooks";
import { declaredIn } from "./callsForServers";
import { rowUrn, type Wish } from "./rows";
import type { Resource } from "./stack";
import { serverId } from "./startSeed";

/** Tells which call of the engine sends a request. */
export interface Callers {
  /** Runs a call for a resource. */
  readonly run: <T>(urn: string, work: () => T) => T;
  /** The resource of the call that is going on. */
  readonly present: () => string | undefined;
  /** Ends the noting: until then every promise of the process is slower, those of other runs and histories too. */
  readonly close: () => void;
}

/** Notes it: needed where two rows have one server, as their calls go on side by side. */
export function notedCallers(): Callers {
  const storage = new AsyncLocalStorage<string>();
  return {
    run: (urn, work) => storage.run(urn, work),
    present: () => storage.getStore(),
    close: () => storage.disable(),
  };
}

/** Notes nothing: the server says whose call it is. */
export const unnotedCallers: Callers = {
  run: (_urn, work) => work(),
  present: () => undefined,
  close: () => undefined,
};

/** Whether two rows, of the state or of the program, have the same server: then a run has to note whose calls send what. */
export function haveOneServer(resources: readonly Resource[], wishes: readonly Wish[]): boolean {
  const rows = [
    ...resources.flatMap((resource) => serversOf(resource).map((server) => ({ server, urn: resource.urn }))),
    ...wishes
      .filter(({ declared }) => declared)
      .map(({ server, row }) => ({ server: serverId(server), urn: rowUrn(row) })),
  ];
  const first = new Map<string, string>();
  return rows.some(({ server, urn }) => {
    const other = first.get(server);
    first.set(server, other ?? urn);
    return other !== undefined && other !== urn;
  });
}

/** The servers of a row of the state, those it is about to let go among them. */
function serversOf({ kind, id, inputs, outputs }: Resource): string[] {
  switch (kind) {
    case "keyPair":
      return [];
    case "keyPairBinding":
      return [id];
    case "keyPairFleet":
      return [...declaredIn(inputs), ...Object.keys(outputs["results"] ?? {})];
  }
}
