import type { Chance } from "./chance";
import type { Course, Deed, PairName, Part, Place } from "./plan";
import { anyFaults, listFaults, postFaults } from "./wireFaults";

/** How much there is that can be troubled. */
export interface Extent {
  readonly runs: number;
  readonly servers: number;
}

const posts = ["AssociateKeypair", "AssociateKeypair", "AssociateKeypair", "DisassociateKeypair"] as const;
const pairPosts = ["CreateKeypair", "DeleteKeypair", "ImportPrivateKey"] as const;
const lists = ["ListRunningTask", "ListRunningTask", "ListFailedTask", "ListKeypairs", "ListServersDetails"] as const;
const reads = ["ListKeypairTask", "ListKeypairTask", "ShowServer", "ShowServer", "ListKeypairDetail"] as const;

/** Operations that a permission may be missing for. */
const forbidable = [...new Set([...posts, ...pairPosts, ...lists, ...reads, "DeleteFailedTask", "ExportPrivateKey"])];

/** What goes wrong in a history: faults, outages, missing permissions, kills, courses of tasks, other people. */
export function chooseTrouble(chance: Chance, extent: Extent): Part[] {
  const several = (most: number): unknown[] => Array.from({ length: chance.below(most + 1) });
  return [
    ...several(3).map(() => fault(chance, extent)),
    ...(chance.happens(0.2) ? [outage(chance, extent)] : []),
    ...(chance.happens(0.12) ? [forbid(chance, extent)] : []),
    ...(chance.happens(0.5) ? several(2).map(() => kill(chance, extent)) : []),
    ...several(2).map((): Part => ({ kind: "course", course: course(chance, extent) })),
    ...(chance.happens(0.4) ? several(2).map(() => deed(chance, extent)) : []),
    ...(chance.happens(0.35) ? combined(chance, extent) : []),
  ];
}

/** Early runs have most of the requests. */
function run(chance: Chance, { runs }: Extent): number {
  return Math.min(chance.below(runs), chance.below(runs));
}

/** Troubles that are worst together. */
function combined(chance: Chance, extent: Extent): Part[] {
  const at: Place = { run: run(chance, extent), operation: "AssociateKeypair", nth: 0 };
  const server = chance.below(extent.servers);
  const next = { run: at.run + 1, nth: 0 };
  const lost = chance.pick(["cut before", "cut after", "served 504", "half"] as const);
  return chance.weighted<() => Part[]>([
    [
      3,
      () => [
        { kind: "kill", at, side: "after", afterMs: 0 },
        { kind: "fault", at: { ...next, operation: "ListRunningTask" }, fault: chance.pick(listFaults), times: 1 },
        { kind: "quirk", patch: { secondTask: chance.pick(["queue", "run"] as const) } },
      ],
    ],
    [
      3,
      () => [
        { kind: "fault", at, fault: lost, times: 1 },
        { kind: "deed", at, afterMs: chance.below(4_000), deed: { do: "bind", server, pair: chance.pick(pairs) } },
        ...(chance.happens(0.5) ? [failure(chance, server)] : []),
      ],
    ],
    [2, () => [{ kind: "outage", at, ms: 60_000, cut: "after" }]],
    [
      2,
      () => [
        { kind: "fault", at, fault: lost, times: 1 },
        failure(chance, server),
        { kind: "quirk", patch: { keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
      ],
    ],
    [
      2,
      () => [
        failure(chance, server),
        { kind: "quirk", patch: { failedLeaves: "new" } },
        { kind: "reaction", reaction: chance.pick(["goBack", "giveNew", "giveAll"] as const) },
      ],
    ],
    [
      1,
      () => [
        { kind: "fault", at, fault: lost, times: 1 },
        { kind: "forbid", run: at.run, operation: "ListFailedTask" },
      ],
    ],
    [1, () => [{ kind: "fault", at: { ...at, operation: "ShowServer" }, fault: "slow back", times: 12 }]],
    [1, () => [{ kind: "deed", at: next, afterMs: 0, deed: { do: "bind", server, pair: chance.pick(pairs) } }]],
  ])();
}

const pairs: readonly [PairName, ...PairName[]] = ["kp-b", "kp-other", "kp-a"];

function failure(chance: Chance, server: number): Part {
  return { kind: "course", course: { server, outcome: "fail", ms: 4_000 + chance.below(12_000) } };
}

function fault(chance: Chance, extent: Extent): Part {
  const aimed = (operation: string): Place => ({
    run: run(chance, extent),
    operation,
    nth: chance.happens(0.7) ? 0 : chance.below(4),
  });
  const times = chance.weighted<number>([
    [6, 1],
    [2, 3],
    [1, 12],
  ]);
  return chance.weighted<() => Part>([
    [4, () => ({ kind: "fault", at: aimed(chance.pick(posts)), fault: chance.pick(postFaults), times: 1 })],
    [1, () => ({ kind: "fault", at: aimed(chance.pick(pairPosts)), fault: chance.pick(postFaults), times: 1 })],
    [3, () => ({ kind: "fault", at: aimed(chance.pick(lists)), fault: chance.pick(listFaults), times })],
    [3, () => ({ kind: "fault", at: aimed(chance.pick(reads)), fault: chance.pick(anyFaults), times })],
    [1, () => ({ kind: "fault", at: aimed(chance.pick(reads)), fault: "not found", times: 1 })],
    [
      2,
      () => ({
        kind: "fault",
        at: { run: run(chance, extent), nth: chance.below(30) },
        fault: chance.pick(anyFaults),
        times,
      }),
    ],
  ])();
}

/** From a request on nothing gets through for a while: often from a POST on, whose answer is the first to be lost. */
function outage(chance: Chance, extent: Extent): Part {
  const at = { run: run(chance, extent), nth: 0, ...(chance.happens(0.8) ? { operation: chance.pick(posts) } : {}) };
  return {
    kind: "outage",
    at: at.operation === undefined ? { ...at, nth: chance.below(20) } : at,
    ms: chance.pick([10_000, 50_000, 150_000] as const),
    cut: chance.happens(0.75) ? "after" : "before",
  };
}

function forbid(chance: Chance, extent: Extent): Part {
  const [first = "ShowServer", ...rest] = forbidable;
  return {
    kind: "forbid",
    run: chance.happens(0.6) ? "always" : run(chance, extent),
    operation: chance.pick([first, ...rest]),
  };
}

function kill(chance: Chance, extent: Extent): Part {
  const operation = chance.weighted<string | undefined>([
    [5, chance.pick(posts)],
    [1, chance.pick(pairPosts)],
    [4, undefined],
  ]);
  return {
    kind: "kill",
    at: {
      run: run(chance, extent),
      nth: operation === undefined ? chance.below(25) : 0,
      ...(operation === undefined ? {} : { operation }),
    },
    side: chance.pick(["before", "after", "after", "answer"] as const),
    afterMs: chance.happens(0.5) ? 0 : chance.below(25_000),
  };
}

function course(chance: Chance, { servers }: Extent): Course {
  return {
    server: chance.below(servers),
    outcome: chance.weighted<Course["outcome"]>([
      [8, "fail"],
      [3, "vanish"],
      [1, "hang"],
      [3, "succeed"],
    ]),
    ms: chance.weighted<number>([
      [6, 2_000 + chance.below(18_000)],
      [1, 200],
      [1, 120_000],
    ]),
  };
}

function deed(chance: Chance, extent: Extent): Part {
  const server = chance.below(extent.servers);
  const pair = chance.pick(["kp-a", "kp-b"] as const);
  const chosen = chance.weighted<Deed>([
    [4, { do: "bind", server, pair: chance.pick<PairName>(["kp-other", "kp-b", "kp-a"]) }],
    [2, { do: "unbind", server }],
    [1, { do: "stop", server }],
    [1, { do: "start", server }],
    [1, { do: "reinstall", server }],
    [1, { do: "remove", server }],
    [3, { do: "remakePair", pair }],
    [1, { do: "deletePair", pair }],
    [1, { do: "clearFailed" }],
  ]);
  const operation = chance.happens(0.5) ? "AssociateKeypair" : undefined;
  return {
    kind: "deed",
    at: {
      run: run(chance, extent),
      nth: operation === undefined ? chance.below(20) : 0,
      ...(operation === undefined ? {} : { operation }),
    },
    afterMs: chance.pick([0, 0, 1_500, 5_000, 15_000] as const),
    deed: chosen,
  };
}
