import type { FleetResult } from "../../provider/src/model/fleet/fleetResult";
import { answeredWith, bindAndRest, BOUND, restedHistory } from "./boundHistory";
import type { CallRecord } from "./callRecord";
import { callsForServers } from "./callsForServers";
import type { History } from "./history";
import { acceptedPosts } from "./judges/acceptedPosts";
import { cancelEnds } from "./judges/cancelEnds";
import { declaredStay } from "./judges/declaredStay";
import { Facts } from "./judges/facts";
import { fleetLimits } from "./judges/fleetLimits";
import { limitsHold } from "./judges/limitsHold";
import { othersLeftAlone } from "./judges/othersLeftAlone";
import { pairsStay } from "./judges/pairsStay";
import { stateIsTrue } from "./judges/stateIsTrue";
import { Keyring } from "./keyring";
import type { Part, Plan } from "./plan";
import { playHistory } from "./playHistory";
import { rowUrn } from "./rows";

const keyring = new Keyring();
let history: History;
let bound: CallRecord;

/** A history in which all is right: what is wrong about it is made up afterwards. */
beforeEach(async () => {
  ({ history, bound } = await restedHistory(keyring));
  expect(bound.end.how).toBe("done");
});

const judged = (judge: (facts: Facts) => { text: string }[], call: CallRecord): string[] =>
  judge(new Facts(history, [call])).map(({ text }) => text);

it("find nothing wrong with a history in which nothing is", () => {
  expect([acceptedPosts, limitsHold, othersLeftAlone, stateIsTrue].flatMap((judge) => judged(judge, bound))).toEqual(
    [],
  );
});

it("see a second accepted POST in one call", () => {
  const { posts } = history.cloud.chronicle;
  const [post] = posts;
  if (post !== undefined) {
    posts.splice(1, 0, { ...post, sentMs: post.sentMs + 1, atMs: post.atMs + 1 });
  }
  expect(judged(acceptedPosts, bound)).toEqual([expect.stringMatching(/^two accepted POSTs in one call/)]);
});

it("see a state that names a key pair which the server never had", () => {
  expect(judged(stateIsTrue, answeredWith(bound, { keyPairName: "kp-b" }))).toEqual([
    expect.stringMatching(/^state says bound to kp-b, but the server had/),
  ]);
});

it("see a state that names what another row has replaced, unless the program has two rows for the server", () => {
  const { posts } = history.cloud.chronicle;
  const [post] = posts;
  if (post === undefined) {
    throw new Error("nothing was posted");
  }
  const rival: CallRecord = { ...bound, urn: `${bound.urn}-2` };
  history.calls.splice(0, history.calls.length, bound, rival);
  posts.splice(0, posts.length, { ...post, urn: bound.urn }, { ...post, urn: rival.urn });
  const wrong = answeredWith(bound, { keyPairName: "kp-b" });
  expect(judged(stateIsTrue, wrong)).toHaveLength(1);
  const part: Part = { kind: "rival", server: 0, traits: {}, pair: "kp-b" };
  history = Object.assign(history, { plan: { ...history.plan, parts: [...history.plan.parts, part] } });
  expect(judged(stateIsTrue, wrong)).toEqual([]);
  posts.reverse();
  expect(judged(stateIsTrue, wrong)).toHaveLength(1);
});

it("see a state that says failed after a success", () => {
  const [post] = history.cloud.chronicle.posts;
  const outputs = { phase: "failed", failure: { taskId: post?.taskId, match: "exact" } };
  expect(judged(stateIsTrue, answeredWith(bound, outputs))).toEqual([expect.stringMatching(/^state says failed, but/)]);
});

it("see a failure that is blamed on the task of somebody else", () => {
  const outputs = { phase: "failed", failure: { taskId: "a-task-of-nobody", match: "probable" } };
  expect(judged(stateIsTrue, answeredWith(bound, outputs))).toEqual([expect.stringMatching(/which is not ours/)]);
  // Unless the service itself has given the id for the bind.
  const { requests } = history.director;
  const sent = requests.find(({ operation }) => operation === "AssociateKeypair");
  if (sent === undefined) {
    throw new Error("nothing was posted");
  }
  requests.push({ ...sent, answer: '202 {"task_id":"a-task-of-nobody"}' });
  expect(judged(stateIsTrue, answeredWith(bound, outputs))).toEqual([]);
});

it("see that a call took longer than its limit", () => {
  expect(judged(limitsHold, { ...bound, toMs: bound.fromMs + 303_000 })).toEqual([
    expect.stringMatching(/took 303.0 s, its limit is 300.0 s$/),
  ]);
});

it("see that a key pair of others was deleted", () => {
  const [pair] = history.cloud.pairs().filter(({ name }) => name === "kp-other");
  if (pair !== undefined) {
    history.cloud.chronicle.pairChanges.push({
      atMs: 1,
      by: "ours",
      run: bound.run,
      what: "deleted",
      name: pair.name,
      pair,
    });
  }
  expect(judged(othersLeftAlone, bound)).toEqual(["key pair kp-other was deleted, but others had made it"]);
});

it("see that a call of the plugin waited on after Ctrl-C, or changed something then", () => {
  const call: CallRecord = { ...bound, provider: "plugin" };
  const cancelledMs = bound.toMs - 1_500;
  history.runs.splice(0, 1, { run: 0, what: "up", fromMs: 0, toMs: bound.toMs, end: "cancelled", cancelledMs });
  const [post] = history.director.requests.filter(({ operation }) => operation === "AssociateKeypair");
  if (post !== undefined) {
    history.director.requests.push({ ...post, provider: "plugin", atMs: cancelledMs + 200 });
  }
  expect(judged(cancelEnds, call)).toEqual([
    "AssociateKeypair was sent 0.2 s after Ctrl-C",
    `create of ${BOUND} ended 1.5 s after Ctrl-C`,
  ]);
  expect(judged(cancelEnds, bound)).toEqual(["AssociateKeypair was sent 0.2 s after Ctrl-C"]);
});

describe("of a fleet", () => {
  const server = { kind: "server", start: { status: "ACTIVE", hasPassword: true }, traits: {}, pair: "kp-a" } as const;
  const inFleet = { ...server, fleet: "fleet-a" } as const;
  const traits = { auth: "right", timeout: "5m", canaries: 1, maxFailures: 0 } as const;
  const fleetPlan: Plan = {
    ...bindAndRest,
    parts: [
      { kind: "fleet", name: "fleet-a", traits, pair: "kp-a" },
      inFleet,
      inFleet,
      { kind: "step", step: { do: "up" } },
    ],
  };
  let fleet: CallRecord;

  beforeEach(async () => {
    const played = await playHistory(fleetPlan, keyring);
    expect(played.violations).toEqual([]);
    history = played.history;
    const [first] = history.calls.filter(({ kind, verb }) => kind === "keyPairFleet" && verb === "create");
    if (first?.end.how !== "done") {
      throw new Error("the fleet was not bound");
    }
    fleet = first;
  });

  const judgedFleet = (judge: (facts: Facts) => { text: string }[], outputs: object = {}): string[] => {
    const call: CallRecord = {
      ...fleet,
      end: { how: "done", secret: [], outputs: { ...(fleet.end.how === "done" ? fleet.end.outputs : {}), ...outputs } },
    };
    const calls = [call, ...callsForServers(call)];
    history.calls.splice(0, Infinity, ...calls);
    return judge(new Facts(history, calls)).map(({ text }) => text);
  };

  const results = (change: (id: string, result: FleetResult) => FleetResult | undefined): object => {
    const present = fleet.end.how === "done" ? (fleet.end.outputs["results"] as Record<string, FleetResult>) : {};
    return {
      results: Object.fromEntries(
        Object.entries(present).flatMap(([id, result]) => {
          const changed = change(id, result);
          return changed === undefined ? [] : [[id, changed]];
        }),
      ),
    };
  };

  it("find nothing wrong where nothing is", () => {
    const judges = [acceptedPosts, limitsHold, fleetLimits, othersLeftAlone, stateIsTrue];
    expect(judges.flatMap((judge) => judgedFleet(judge))).toEqual([]);
  });

  it("see a second accepted POST for one server in one call", () => {
    const { posts } = history.cloud.chronicle;
    const [post] = posts.slice(-1);
    if (post !== undefined) {
      posts.push({ ...post, sentMs: post.sentMs + 1, atMs: post.atMs + 1 });
    }
    expect(judgedFleet(acceptedPosts)).toEqual([expect.stringMatching(/^two accepted POSTs in one call/)]);
  });

  it("see a server that counts as bound to what it never had", () => {
    const swapped = results((id, result) => (id === BOUND ? { ...result, keyPairName: "kp-b" } : result));
    expect(judgedFleet(stateIsTrue, swapped)).toEqual([
      `server ${BOUND} counts as bound, with kp-b in the place of kp-a`,
      expect.stringMatching(/^state says bound to kp-b, but the server had/),
    ]);
  });

  it("see a declared server without a result, and counts that are not those of the results", () => {
    expect(
      judgedFleet(
        stateIsTrue,
        results((id, result) => (id === BOUND ? undefined : result)),
      ),
    ).toEqual([
      expect.stringMatching(/^the fleet is bound with .*, but its servers make it bound with/),
      `nothing is known of server ${BOUND}, which is declared`,
    ]);
  });

  it("see a result that takes more than 450 bytes", () => {
    const message = "x".repeat(450);
    const long = results((_id, result) => ({ ...result, failure: { message } }));
    expect(judgedFleet(stateIsTrue, long)).toContainEqual(
      expect.stringMatching(new RegExp(`^server ${BOUND} takes \\d+ bytes of state`)),
    );
  });

  it("see that a server was unbound that the program has in another row", () => {
    const { posts } = history.cloud.chronicle;
    const [post] = posts;
    if (post !== undefined) {
      posts.push({ ...post, unbinds: true });
    }
    history.person.change({ do: "gather", to: "binding" });
    expect(judgedFleet(declaredStay)).toEqual([
      expect.stringMatching(/^UNBIND kp-a \(ours, .*\), though the program still declares the server$/),
    ]);
  });

  it("see that others were begun before the canary was bound", () => {
    const { posts } = history.cloud.chronicle;
    const [other] = posts.splice(1, 1);
    if (other !== undefined) {
      posts.push({ ...other, sentMs: fleet.fromMs + 1, atMs: fleet.fromMs + 2 });
    }
    expect(judgedFleet(fleetLimits)).toEqual([
      expect.stringMatching(/while canary aaaaaaaa-0000-4000-8000-000000000001 was not bound$/),
    ]);
  });

  it("but take a canary for bound that ECS shows and no list does, as the fleet must", async () => {
    const lost: Part[] = [
      { kind: "quirk", patch: { keyNameChanges: "atStart", runningListOmits: true } },
      { kind: "course", course: { server: 0, outcome: "succeed", ms: 30_000 } },
      { kind: "course", course: { server: 1, outcome: "succeed", ms: 60_000 } },
      { kind: "fault", at: { run: 0, operation: "AssociateKeypair", nth: 0 }, fault: "cut after", times: 1 },
    ];
    expect((await playHistory({ ...fleetPlan, parts: [...fleetPlan.parts, ...lost] }, keyring)).violations).toEqual([]);
  });

  it("see that a server was begun after more had failed than may", () => {
    history.lines.splice(0, Infinity, {
      atMs: fleet.fromMs,
      urn: rowUrn({ kind: "keyPairFleet", name: "fleet-a", provider: "dynamic" }),
      text: "bound 0, running 1, failed 1, left 0",
      severity: "info",
      ephemeral: true,
    });
    expect(judgedFleet(fleetLimits)).toEqual([
      expect.stringMatching(/^2 servers were posted to after .*, when more than 0 had failed$/),
    ]);
  });
});

it("see that a row which went deleted a key pair that another row has", async () => {
  const start = {
    name: "kp-a",
    managed: true,
    scope: "account",
    hosted: false,
    exposed: false,
    forceDelete: false,
  } as const;
  const managed: Plan = { ...bindAndRest, parts: [...bindAndRest.parts, { kind: "pair", start }] };
  ({ history } = await playHistory(managed, keyring));
  const [made] = history.calls.filter(({ kind, verb }) => kind === "keyPair" && verb === "create");
  const [created] = history.cloud.chronicle.pairChanges.filter(({ name }) => name === start.name);
  if (made === undefined || created === undefined) {
    throw new Error("the pair was not made");
  }
  const fromMs = made.toMs + 1;
  const gone: CallRecord = { ...made, urn: `${made.urn}-before`, verb: "delete", fromMs, toMs: fromMs + 9 };
  expect(judged(pairsStay, gone)).toEqual([]);
  history.cloud.chronicle.pairChanges.push({ ...created, what: "deleted", by: "ours", atMs: fromMs + 1 });
  expect(judged(pairsStay, gone)).toEqual([
    "a row that went deleted key pair kp-a, which the program has in another row",
  ]);
  // An alias had brought the row that goes to another name: it is the one that was made there.
  const before = "outputs" in made.end ? made.end.outputs : {};
  expect(judged(pairsStay, { ...gone, before })).toEqual([]);
  expect(judged(pairsStay, { ...gone, before: { ...before, createdAt: "2026-01-01T00:00:00Z" } })).toHaveLength(1);
  // Its creation could not be read: only a refresh has found out when that was.
  history.calls.splice(history.calls.indexOf(made), 1, {
    ...made,
    end: { ...made.end, outputs: { ...before, createdAt: undefined } } as CallRecord["end"],
  });
  expect(judged(pairsStay, { ...gone, before })).toEqual([]);
  // What another row had made was deleted before.
  history.calls.push({ ...made, verb: "delete", before, fromMs: made.toMs, toMs: fromMs });
  expect(judged(pairsStay, gone)).toEqual([]);
});
