import { isDeepStrictEqual } from "node:util";
import type { FleetResult } from "../../../provider/src/model/fleet/fleetResult";
import type { AcceptedPost } from "../chronicle";
import type { CallRecord } from "../callRecord";
import { declaredIn } from "../callsForServers";
import { leavesOut } from "../whatListsShow";
import { failuresAllowed, type FailureLimit } from "../../../provider/src/model/fleet/failureLimit";
import { seconds, type Facts } from "./facts";
import type { Violation } from "./violation";

/** A fleet begins no server that its canaries or its `maxFailures` keep it from. */
export function fleetLimits(facts: Facts): Violation[] {
  const fleets = facts.calls.filter(
    ({ kind, verb }) => kind === "keyPairFleet" && (verb === "create" || verb === "update"),
  );
  return fleets.flatMap((call) => {
    const { posts: all } = facts.history.cloud.chronicle;
    const posts = all.filter((post) => post.by === "ours" && facts.callOf(post)?.partOf === call);
    return [...canaries(facts, call, posts), ...maxFailures(facts, call, posts)].map(
      (text) => ({ judgement: "limits hold", text, atMs: call.toMs }) as const,
    );
  });
}

/** What state knows of a server as it would be left alone: bound to what is asked for. */
function isSettled({ id, before, inputs, partOf }: CallRecord): boolean {
  const results = partOf?.before?.["results"] as Readonly<Record<string, FleetResult>> | undefined;
  return (
    results?.[id]?.phase === "bound" &&
    before !== undefined &&
    before["keyPairName"] === inputs["keyPairName"] &&
    [undefined, before["keyPairFingerprint"]].includes(inputs["keyPairFingerprint"]) &&
    isDeepStrictEqual(before["triggers"], inputs["triggers"])
  );
}

/** The servers of the call that it is to change, in their order. */
function changed(facts: Facts, call: CallRecord): CallRecord[] {
  const declared = declaredIn(call.inputs);
  return facts.calls.filter((one) => one.partOf === call && declared.includes(one.id) && !isSettled(one));
}

/** Nothing but a canary is posted to before every canary has succeeded, or was found bound. */
function canaries(facts: Facts, call: CallRecord, posts: readonly AcceptedPost[]): string[] {
  const first = changed(facts, call)
    .slice(0, Number(call.inputs["canaries"] ?? 0))
    .map(({ id }) => id);
  return posts
    .filter(({ serverId }) => !first.includes(serverId))
    .flatMap((post) => {
      const open = first.filter((id) => {
        const last = posts.filter(({ serverId }) => serverId === id).at(-1);
        // What counts as bound and never was is for the judge of state to say.
        const result = facts.calls.find((one) => one.partOf === call && one.id === id)?.end.how;
        const taken = result === "done" && last !== undefined && facts.fateOf(last) !== "succeeded";
        // Where no list shows a task ECS alone tells, and it may be ahead of it.
        const hidden = last !== undefined && leavesOut(facts, call.run) && !facts.wasAnswered(last);
        if (taken || (result === "done" && hidden)) {
          return false;
        }
        return last === undefined
          ? result !== "done" && result !== "killed"
          : facts.fateOf(last, post.sentMs) !== "succeeded";
      });
      return open.length === 0
        ? []
        : [`${facts.text(post)} on ${post.serverId} while canary ${open.join(", ")} was not bound`];
    });
}

/** Once the row has said that more failed than may, only those that were under way are posted to. */
function maxFailures(facts: Facts, call: CallRecord, posts: readonly AcceptedPost[]): string[] {
  const leaving = facts.calls.filter(({ partOf, verb }) => partOf === call && verb === "delete").length;
  const allowed = failuresAllowed(
    call.inputs["maxFailures"] as FailureLimit | undefined,
    changed(facts, call).length + leaving,
  );
  const said = facts.history.lines
    .filter(({ urn, atMs }) => urn === call.urn && atMs >= call.fromMs && atMs <= call.toMs)
    .map(({ atMs, text }) => ({ atMs, counts: /running (\d+), failed (\d+), left/.exec(text) }))
    .find(({ counts }) => Number(counts?.[2] ?? 0) > allowed);
  if (said === undefined) {
    return [];
  }
  const late = new Set(posts.filter(({ sentMs }) => sentMs > said.atMs).map(({ serverId }) => serverId));
  return late.size > Number(said.counts?.[1])
    ? [`${late.size} servers were posted to after ${seconds(said.atMs)}, when more than ${allowed} had failed`]
    : [];
}
