import type { History } from "./history";
import { seconds } from "./judges/facts";
import type { Violation } from "./judges/violation";
import { replaces } from "./stack";
import { otherPair } from "./startSeed";

/** Longer than any task that ends, in ms. */
const LONGEST_TASK_MS = 1_000_000;
/** How long ECS may show what was before, and a little. */
const STALE_MS = 62_000;
/** Ups that a person can be asked for beyond one for each way in. */
const PATIENCE = 4;

/**
 * Ends a history: nothing goes wrong any more, everybody else is quiet, the service is in order, and the person does what
 * the errors say (all ways in, every pair named in `replaces`, a server that no key opens is stopped) until all is as the
 * program says. Returns what never came to be so.
 *
 * @param judge looks at every run; false ends it
 */
export async function comeToRest(history: History, judge: () => boolean): Promise<Violation[]> {
  const { person, cloud, director } = history;
  director.calmDown();
  cloud.emulator.control.clearTaskScripts();
  cloud.emulator.control.settings({
    quirks: { answersAbout: "asked", taskIds: "uuid", listTotal: "right", replaceSameName: "run" },
  });
  await tasksEnd(history);
  await putPairsRight(history);
  if (history.chance.happens(0.3)) {
    await history.run("destroy (at rest)", (engine) => engine.destroy());
    if (!judge()) {
      return [];
    }
  }
  // Where a task hangs, more time brings nothing.
  const timeout = hopeless(history) ? "2m" : "20m";
  const easy = { auth: "all", replaces: [otherPair, "kp-a", "kp-b"], timeout, verify: "auto" } as const;
  const unlimited = { canaries: undefined, maxFailures: undefined, concurrency: undefined };
  for (const row of person.rows) {
    row.traits = { ...row.traits, ...easy, ...unlimited };
  }
  for (const wish of person.wishes) {
    wish.declared = !wish.row.name.startsWith("rival");
  }
  person.adopts = true;
  person.givesAliases = true;
  const waysIn = 1 + person.keys.all.length;
  for (let count = 0; count < waysIn + PATIENCE; count += 1) {
    stopWhatNobodyEnters(history);
    if (count === 0) {
      await history.run("refresh (at rest)", (engine) => engine.refresh());
      if (!judge()) {
        return [];
      }
    }
    const end = await history.up("up (at rest)");
    if (!judge()) {
      return [];
    }
    forgetWhatCannotBeSeen(history);
    stopWhatNobodyKnows(history);
    await tasksEnd(history);
    if (end === "succeeded" && history.chance.happens(0.5)) {
      return [];
    }
    if (hopeless(history)) {
      return letGo(history, judge);
    }
    if (end === "succeeded") {
      return leave(history, judge);
    }
  }
  const last = history.calls.at(-1);
  const said = last !== undefined && "message" in last.end ? last.end.message.split("\n", 1)[0] : "";
  return [
    {
      judgement: "converges",
      text: `not carried out with every way in: ${said ?? ""} (after ${waysIn + PATIENCE} runs, ${seconds(history.time.now())})`,
      atMs: history.time.now(),
      serverId: last?.id,
    },
  ];
}

/**
 * Destroys what is as the program says, with the one way in that fits: the person has found out which. In an orderly world
 * nothing is in the way.
 */
async function leave(history: History, judge: () => boolean): Promise<Violation[]> {
  const { person, cloud } = history;
  for (const wish of person.wishes.filter(({ declared }) => declared)) {
    const { authorizedKeys = [] } = cloud.server(cloud.serverIds[wish.server] ?? "") ?? {};
    const fits = [person.keys.of(wish.row.pair), ...person.keys.all].find(({ body }) => authorizedKeys.includes(body));
    person.believe(wish.server, fits);
  }
  for (const row of person.rows) {
    row.traits = { ...row.traits, auth: "right" };
  }
  await history.up("up (with what fits)");
  // The key of somebody else who made the pair anew fits none that the person has.
  stopWhatNobodyEnters(history);
  let said = "";
  for (let count = 0; count < 2 && judge(); count += 1) {
    const begun = history.calls.length;
    const end = await history.run("destroy (at the end)", (engine) => engine.destroy());
    if (!judge() || end === "succeeded") {
      return [];
    }
    said = history.calls
      .slice(begun)
      .flatMap((call) => ("message" in call.end ? [call.end.message] : []))
      .join("; ");
    if (isRightRefusal(said)) {
      return [];
    }
    if (leavesNoWayIn(said) || cloud.tasks().some(({ errorMessage = "" }) => leavesNoWayIn(errorMessage))) {
      return letGo(history, judge);
    }
    stopWhatNobodyKnows(history);
  }
  return [{ judgement: "converges", text: `cannot be destroyed: ${said}`, atMs: history.time.now() }];
}

/** What nobody can have any more can still be let go, at once: a server that is gone, one that is to be left as it is. */
async function letGo(history: History, judge: () => boolean): Promise<Violation[]> {
  const { person } = history;
  for (const row of person.rows) {
    row.traits = { ...row.traits, onDelete: "retain", timeout: "20s" };
  }
  await history.up("up (retains)");
  if (!judge()) {
    return [];
  }
  const begun = history.calls.length;
  const fromMs = history.time.now();
  await history.run("destroy (lets go)", (engine) => engine.destroy());
  if (!judge()) {
    return [];
  }
  const bindings = history.calls.slice(begun).filter(({ kind }) => kind === "keyPairBinding");
  const refused = bindings.flatMap(({ end, before }) =>
    "message" in end && before?.["onDelete"] === "retain" ? [end.message] : [],
  );
  const tookMs = history.time.now() - fromMs;
  return refused.length > 0
    ? [
        {
          judgement: "converges",
          text: `cannot be let go: ${refused.join("; ")} (${seconds(tookMs)})`,
          atMs: history.time.now(),
        },
      ]
    : [];
}

/** Deletes that are refused for a good reason: a way out is named. */
function isRightRefusal(message: string): boolean {
  return /forceDelete|pulumi state delete/.test(message);
}

/** The service itself would not unbind, whether or not a list tells the reason: the person keeps the key on the server. */
function leavesNoWayIn(reason: string): boolean {
  return reason.includes("The server has no password");
}

/** The person does what an error says of a key pair that is gone for good: `pulumi state delete`. */
function forgetWhatCannotBeSeen({ calls, stack, cloud }: History): void {
  const last = calls.at(-1)?.run;
  for (const { run, kind, id, urn, end } of calls) {
    const told = "message" in end && end.message.includes("pulumi state delete");
    if (run === last && kind === "keyPair" && told && !cloud.pairs().some(({ name }) => name === id)) {
      stack.remove(urn);
    }
  }
}

/** Waits until no task runs but those that run for ever, and until ECS shows what they did. */
async function tasksEnd(history: History): Promise<void> {
  const untilMs = history.time.now() + LONGEST_TASK_MS;
  const open = (): boolean => history.cloud.tasks().some((task) => task.endedAt === undefined);
  while (open() && !hopeless(history) && history.time.now() < untilMs) {
    await history.wait(5_000);
  }
  await history.wait(STALE_MS);
}

/** A task hangs: nothing more can be expected of its server. Or a server is gone. */
function hopeless({ plan, cloud }: History): boolean {
  const mayHang = plan.parts.flatMap((part) =>
    part.kind === "course" && part.course.outcome === "hang" ? [cloud.serverIds[part.course.server]] : [],
  );
  const gone = cloud.serverIds.some((id) => cloud.server(id) === undefined);
  return gone || cloud.tasks().some((task) => task.endedAt === undefined && mayHang.includes(task.serverId));
}

/** The person deletes what others put under the names of her pairs, and imports again what is missing. */
async function putPairsRight({ person, others, cloud }: History): Promise<void> {
  for (const { start, provider } of person.pairs) {
    const key = person.keys.of(start.name);
    const there = cloud.pairs().find(({ name }) => name === start.name);
    const row = person.keys.rowOf(start.name);
    // A row that is to be made anew by another provider cannot have the name while it stands for another key.
    const isHeld = row !== undefined && !replaces(row.provider, provider);
    const known = person.keys.has(there?.fingerprint ?? "") && (!start.managed || isHeld);
    if (there !== undefined && there.fingerprint !== key.fingerprint && !known) {
      await others.deletePair(start.name);
    }
    const left = cloud.pairs().find(({ name }) => name === start.name);
    if (left === undefined && !start.managed) {
      await others.createPair(start.name, key, "operator");
    }
  }
}

/** A running server that none of the given ways opens must be stopped: RESET needs none. */
function stopWhatNobodyEnters({ person, cloud }: History): void {
  const bodies = person.keys.all.map(({ body }) => body);
  for (const id of cloud.serverIds) {
    const server = cloud.server(id);
    if (server?.status !== "ACTIVE") {
      continue;
    }
    const opens =
      server.keyPairName === undefined
        ? server.hasPassword && server.passwordLogin
        : server.authorizedKeys.some((body) => bodies.includes(body));
    if (!opens) {
      stop(cloud, id);
    }
  }
}

/**
 * The person stops the server as the error says, where keys that open it contradict the pair that is bound: a new row has no
 * record of a failure that left another key, nor has anybody of one that others had, so what KPS holds under the name is all
 * that is known. So is a key of others that stands beside one of hers.
 */
function stopWhatNobodyKnows({ calls, cloud, keyring, person }: History): void {
  const last = calls.at(-1)?.run;
  for (const { run, kind, verb, id, end } of calls) {
    const told = end.how === "refused" && end.message.includes("stop the server first");
    if (run !== last || kind !== "keyPairBinding" || !told) {
      continue;
    }
    const { keyPairName, authorizedKeys = [] } = cloud.server(id) ?? {};
    const held = cloud.pairs().find(({ name }) => name === keyPairName)?.fingerprint;
    const key = keyring.keys.find(({ fingerprint }) => fingerprint === held);
    const fits = key === undefined || (authorizedKeys.includes(key.body) && person.keys.has(key.fingerprint));
    if (verb === "create" || !fits) {
      stop(cloud, id);
    }
  }
}

function stop(cloud: History["cloud"], id: string): void {
  cloud.emulator.control.putServer(id, { status: "SHUTOFF" });
  cloud.chronicle.meddlings.push({ atMs: cloud.time.now(), serverId: id, what: "stopped" });
  cloud.look();
}
