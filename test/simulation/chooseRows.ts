import type { Chance } from "./chance";
import type { AuthStyle, BindingTraits, FleetName, FleetTraits, PairName, Part, PartOf, ServerStart } from "./plan";

/** The rows of a program to begin with. */
export interface StartRows {
  readonly servers: number;
  readonly fleets: readonly FleetName[];
  /** Drawn when the steps have been. */
  readonly parts: () => Part[];
}

/** Servers with a binding each. */
export function bindingRows(chance: Chance): StartRows {
  const servers = chance.weighted<number>([
    [60, 1],
    [30, 2],
    [10, 3],
    [1, 12],
  ]);
  return {
    servers,
    fleets: [],
    parts: () => [
      ...Array.from({ length: servers }, () => server(chance)),
      ...(chance.happens(0.04) ? [rival(chance, servers)] : []),
    ],
  };
}

function server(chance: Chance): PartOf<"server"> {
  return {
    kind: "server",
    start: startOf(chance),
    traits: traitsOf(chance),
    pair: pairOf(chance),
  };
}

const pairOf = (chance: Chance): PairName =>
  chance.weighted<PairName>([
    [8, "kp-a"],
    [2, "kp-b"],
  ]);

/** A second row for a server, which a program should not have. */
function rival(chance: Chance, servers: number): Part {
  const timeout = chance.pick(["2s", "20s", "5m"] as const);
  const pair = chance.pick<PairName>(["kp-a", "kp-b"]);
  return { kind: "rival", server: chance.below(servers), traits: { ...traitsOf(chance), timeout }, pair };
}

function startOf(chance: Chance): ServerStart {
  const bound = chance.weighted<PairName | undefined>([
    [8, undefined],
    [2, "kp-other"],
    [2, "kp-a"],
    [1, "kp-b"],
  ]);
  return {
    status: chance.happens(0.8) ? "ACTIVE" : "SHUTOFF",
    ...(bound === undefined ? {} : { bound }),
    hasPassword: chance.happens(0.9),
  };
}

/** Servers in one fleet or two, and some beside them. */
export function fleetRows(chance: Chance): StartRows {
  const fleets: FleetName[] = chance.happens(0.3) ? ["fleet-a", "fleet-b"] : ["fleet-a"];
  const inFleets = chance.weighted<number>([
    [70, 2],
    [40, 3],
    [12, 4],
    [5, 6],
    [1, 15],
  ]);
  const beside = chance.weighted<number>([
    [6, 0],
    [3, 1],
  ]);
  return {
    servers: inFleets + beside,
    fleets,
    parts: () => [
      ...fleets.map((name): Part => ({ kind: "fleet", name, traits: fleetTraitsOf(chance), pair: pairOf(chance) })),
      ...Array.from({ length: inFleets }, (_, index): Part => ({
        ...server(chance),
        fleet: fleets[index % fleets.length] ?? "fleet-a",
        ...(chance.happens(0.12) ? { later: true } : {}),
      })),
      ...Array.from({ length: beside }, () => server(chance)),
    ],
  };
}

/** Inputs of a fleet. */
export function fleetTraitsOf(chance: Chance): FleetTraits {
  return {
    ...traitsOf(chance),
    canaries: chance.happens(0.25) ? 1 + chance.below(2) : undefined,
    maxFailures: chance.happens(0.25) ? chance.pick<0 | 1 | "20%" | "50%">([0, 1, "20%", "50%"]) : undefined,
    concurrency: chance.happens(0.25) ? 1 + chance.below(2) : undefined,
  };
}

const authStyle = (chance: Chance): AuthStyle =>
  chance.weighted<AuthStyle>([
    [6, "right"],
    [4, "all"],
    [1, "wrong"],
    [1, "none"],
    [1, "new"],
    [1, "hosted"],
    [1, "password"],
  ]);

/** Inputs of a binding. */
export function traitsOf(chance: Chance): BindingTraits {
  return {
    auth: authStyle(chance),
    ...(chance.happens(0.15) ? { disablePassword: true } : {}),
    ...(chance.happens(0.25) ? { onDelete: chance.pick(["unbind", "retain"] as const) } : {}),
    ...(chance.happens(0.15) ? { verify: "none" as const } : {}),
    ...(chance.happens(0.1) ? { failedTasks: "deleteOwn" as const } : {}),
    ...(chance.happens(0.25) ? { replaces: ["kp-other"] as const } : {}),
    ...(chance.happens(0.4) ? { fingerprint: true } : {}),
    timeout: chance.weighted<BindingTraits["timeout"]>([
      [1, "2s"],
      [4, "20s"],
      [4, "2m"],
      [40, "5m"],
      [3, undefined],
    ]),
  };
}
