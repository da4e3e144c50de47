import type { AcceptedPost } from "../chronicle";
import { rowUrn } from "../rows";
import type { Facts } from "./facts";
import type { Violation } from "./violation";

/** A server that the program has, in whatever row, is not unbound by another row that lets it go. */
export function declaredStay(facts: Facts): Violation[] {
  const { history, calls } = facts;
  const runs = new Set(calls.map(({ run }) => run));
  return history.cloud.chronicle.posts
    .filter((post) => post.by === "ours" && post.unbinds && runs.has(post.run) && isDeclared(facts, post))
    .map((post) => ({
      judgement: "others left alone",
      text: `${facts.text(post)}, though the program still declares the server`,
      atMs: post.atMs,
      serverId: post.serverId,
    }));
}

/** In a fleet that depends on the one that lets it go, a server is declared too late: that may cost an unbind and a bind. */
function isDeclared(facts: Facts, post: AcceptedPost): boolean {
  const { person, cloud, runs } = facts.history;
  const destroys = runs.some(({ run, what }) => run === post.run && what.startsWith("destroy"));
  const call = facts.callOf(post);
  const row = person.rowOf(cloud.serverIds.indexOf(post.serverId));
  if (destroys || call === undefined || row === undefined) {
    return false;
  }
  const { partOf, inputs } = call;
  const isEarly =
    partOf?.verb === "update" && person.isManaged(row.pair) && !person.isManaged(String(inputs["keyPairName"]));
  return rowUrn(row) !== call.urn && !isEarly;
}
