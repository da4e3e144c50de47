import type { PlainObject } from "../../../provider/src/model/plainObject";

/** What `results` says of a server. */
export function resultOf(outs: PlainObject, serverId: string): PlainObject {
  return (outs["results"] as Record<string, PlainObject>)[serverId] ?? {};
}

/** Phases by server id, as "id-1 bound, id-2 failed". */
export function phasesOf(outs: PlainObject): string {
  return Object.entries(outs["results"] as Record<string, PlainObject>)
    .map(([id, { phase }]) => `${id} ${String(phase)}`)
    .join(", ");
}
