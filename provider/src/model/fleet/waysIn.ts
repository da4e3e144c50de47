import { isDeepStrictEqual } from "node:util";
import { authList, type Auth, type AuthInput } from "../auth";
import { ecsServerId } from "../identifier";

/** A server as `servers` names it: by its id, or by what is to be said of it. */
export type ServerEntry = string | { serverId: string; auth?: AuthInput | undefined; port?: number | undefined };

/** Ways into servers as a program or a state gives them: of one server each, and for all. */
export interface GivenWays {
  readonly servers?: readonly ServerEntry[] | undefined;
  readonly auth?: AuthInput | undefined;
}

/** Ways into one server. */
export interface WaysIn {
  /** Given now; its own before those for all. */
  readonly auths: readonly Auth[];
  /** Given before, and not now. */
  readonly remembered: readonly Auth[];
  readonly port: number | undefined;
  /** Something is given now that was not known before. */
  readonly news: boolean;
}

/** Ways in from several sources: the present one comes first, and the first that names a server says its port. */
export class KnownWays {
  readonly #sources: readonly { all: readonly Auth[]; servers: ReadonlyMap<string, Exclude<ServerEntry, string>> }[];
  readonly #ports: ReadonlyMap<string, number | undefined>;

  /** @param now what the program gives; `before` is what state remembers, the latest first */
  constructor(now: GivenWays, ...before: readonly (GivenWays | undefined)[]) {
    this.#sources = [now, ...before.filter((ways) => ways !== undefined)].map(({ servers = [], auth }) => ({
      all: authList(auth),
      servers: entriesById(servers),
    }));
    this.#ports = portsById([now, ...before]);
  }

  /** Ways into a server. */
  into(serverId: string): WaysIn {
    const [now = [], ...before] = this.#sources.map(({ all, servers }) => [
      ...authList(servers.get(ecsServerId(serverId))?.auth),
      ...all,
    ]);
    const auths = unique(now);
    const known = unique(before.flat());
    return {
      auths,
      remembered: known.filter((auth) => !isAmong(auth, auths)),
      port: this.#ports.get(ecsServerId(serverId)),
      news: auths.some((auth) => !isAmong(auth, known)),
    };
  }
}

function unique(auths: readonly Auth[]): Auth[] {
  return auths.filter((auth, place) => !isAmong(auth, auths.slice(0, place)));
}

/** Whether the same way in is among others. */
export function isAmong(auth: Auth, others: readonly Auth[]): boolean {
  return others.some((other) => isDeepStrictEqual(other, auth));
}

/** Entries of `servers` that say more than an id, by the id as ECS writes it. */
export function entriesById(servers: readonly ServerEntry[] = []): Map<string, Exclude<ServerEntry, string>> {
  return new Map(servers.flatMap((entry) => (typeof entry === "string" ? [] : [[ecsServerId(entry.serverId), entry]])));
}

/** The port of each server, by its id as ECS writes it, from the first that names the server: who names it without one means the usual port. */
export function portsById(sources: readonly (GivenWays | undefined)[]): Map<string, number | undefined> {
  const latestLast = sources.map((ways) => ways?.servers ?? []).reverse();
  return new Map(
    latestLast
      .flat()
      .map((entry) => [ecsServerId(serverIdOf(entry)), typeof entry === "string" ? undefined : entry.port]),
  );
}

/** The id of a server that `servers` names. */
export function serverIdOf(entry: ServerEntry): string {
  return typeof entry === "string" ? entry : entry.serverId;
}
