import type { PlainObject } from "../../provider/src/model/plainObject";
import { partsOf, type FleetName, type FleetTraits, type PairName, type Plan } from "./plan";
import { registered, urnOf } from "./registration";
import { frontOf, type Declared, type ProviderName } from "./stack";
import { serverId } from "./startSeed";

/** A resource of the program that looks after servers: a binding after one, a fleet after any number. */
export interface Row {
  /** Its name in the program; another one is another resource. */
  name: string;
  readonly kind: "keyPairBinding" | "keyPairFleet";
  provider: ProviderName;
  pair: PairName;
  traits: FleetTraits;
  trigger: number;
}

/** What the program says about one server. */
export interface Wish {
  readonly server: number;
  row: Row;
  declared: boolean;
}

/** Ways in that a program gives: into one server, and into all that a row looks after. */
export interface GivenWays {
  readonly own: readonly object[];
  readonly common: readonly object[];
}

/** The fleets of a plan, and what its program says of each server; rows that no program should have come last. */
export function startRows(plan: Plan, provider: ProviderName): { fleets: ReadonlyMap<FleetName, Row>; wishes: Wish[] } {
  const servers = partsOf(plan, "server");
  const fleets = new Map(
    partsOf(plan, "fleet").map(({ name, pair, traits }): [FleetName, Row] => [
      name,
      { name, kind: "keyPairFleet", provider, pair, traits, trigger: 0 },
    ]),
  );
  const wishes = servers.map(({ pair, traits, fleet, later }, server): Wish => {
    const row = (fleet && fleets.get(fleet)) ?? bindingRow(`row-${server + 1}`, { provider, pair, traits });
    return { server, row, declared: later !== true };
  });
  const rivals = partsOf(plan, "rival")
    .filter(({ server }) => server < servers.length)
    .map(({ server, ...like }): Wish => ({
      server,
      row: bindingRow(`rival-${server + 1}`, { provider, ...like }),
      declared: true,
    }));
  return { fleets, wishes: [...wishes, ...rivals] };
}

/** A row of a server by itself, for what another one is for. */
export function bindingRow(name: string, { provider, pair, traits }: Pick<Row, "provider" | "pair" | "traits">): Row {
  return { name, kind: "keyPairBinding", provider, pair, traits, trigger: 0 };
}

/** The URN of a row. */
export function rowUrn({ kind, name, provider }: Pick<Row, "kind" | "name" | "provider">): string {
  return urnOf(kind, name, frontOf(provider));
}

/**
 * A row as the program declares it.
 *
 * @param servers the declared ones among those it looks after
 * @param fingerprint of the key that its pair has now
 * @param isAliased whether the engine is told how the row is called on the other front
 */
export function declareRow(
  row: Row,
  servers: readonly number[],
  fingerprint: unknown,
  waysInto: (server: number) => GivenWays,
  isAliased: boolean,
): Declared {
  const { kind, traits, pair, trigger } = row;
  const given: PlainObject = {
    ...(kind === "keyPairFleet" ? fleetPart(traits, servers, waysInto) : bindingPart(servers[0] ?? 0, waysInto)),
    keyPairName: pair,
    keyPairFingerprint: traits.fingerprint === true ? fingerprint : undefined,
    replaces: traits.replaces,
    disablePassword: traits.disablePassword,
    onDelete: traits.onDelete,
    failedTasks: traits.failedTasks,
    verify: traits.verify,
    triggers: trigger === 0 ? undefined : [trigger],
  };
  return registered(row, given, traits.timeout, isAliased);
}

function bindingPart(server: number, waysInto: (server: number) => GivenWays): PlainObject {
  const { own, common } = waysInto(server);
  return { serverId: serverId(server), auth: oneOrMany([...own, ...common]) };
}

function fleetPart(
  { canaries, maxFailures, concurrency }: FleetTraits,
  servers: readonly number[],
  waysInto: (server: number) => GivenWays,
): PlainObject {
  return {
    servers: servers.map((server) => {
      const auth = oneOrMany(waysInto(server).own);
      return auth === undefined ? serverId(server) : { serverId: serverId(server), auth };
    }),
    auth: oneOrMany(waysInto(servers[0] ?? 0).common),
    canaries,
    maxFailures,
    concurrency,
  };
}

function oneOrMany(auths: readonly object[]): unknown {
  return auths.length > 1 ? auths : auths[0];
}
