import type { Auth } from "../../model/auth";
import type { BindingRecord } from "../../model/bindingRecord";
import { fingerprintOf, samePublicKey } from "../../model/publicKey";
import type { StepContext } from "../step/stepContext";
import type { ResolvedAuth } from "./candidate";
import { hostedCandidate, hostedNames } from "./hostedCandidate";
import type { OtherEnd } from "./otherTask";
import { authSources, resolveAuth } from "./resolveAuth";
import type { ServerFacts } from "./serverFacts";

/** Where ways into a server may come from. */
export interface WaysInQuery {
  /** What the program gives now. */
  auths: readonly Auth[];
  /** What only our state remembers. */
  remembered: readonly Auth[];
  record: BindingRecord;
  server: ServerFacts;
  /** The key on the server may be another than the name on record says. */
  uncertain: boolean;
}

/**
 * Whether the key on the server may be another than the name on record says. The last task of somebody else that was seen
 * decides: a success installed the key of the pair that ECS shows since, and so did a task whose end nobody saw where ECS
 * has changed with it; where ECS may not be asked, only the last word of a BIND says which pair that is. Any other end
 * leaves it open, and without such a task our record tells.
 */
export function isKeyUncertain(
  record: BindingRecord,
  { server, other }: { server: ServerFacts; other: OtherEnd | undefined },
): boolean {
  if (other === undefined) {
    return record.keyUncertain ?? false;
  }
  if (server.known !== true) {
    return other.end !== "success" || other.operation !== "BIND";
  }
  const changed = other.shownBefore !== undefined && (server.keyPairName ?? "") !== other.shownBefore;
  return other.end === "failed" || (other.end === "unknown" && !changed);
}

/** All ways in that can be had: references resolved, and the hosted private keys of the pairs that may be on the server. */
export async function waysIn(query: WaysInQuery, context: StepContext): Promise<ResolvedAuth> {
  const sources = authSources(context);
  const given = await resolveAuth(query.auths, sources);
  const remembered = await resolveAuth(query.remembered, sources);
  const found: ResolvedAuth = {
    candidates: [...given.candidates, ...remembered.candidates.map((each) => ({ ...each, remembered: true }))],
    problems: given.problems,
  };
  for (const name of hostedPairs(query)) {
    const candidate = await hostedCandidate(name, context);
    if (typeof candidate === "string") {
      found.problems.push(candidate);
    } else {
      found.candidates.push(candidate);
    }
  }
  return found;
}

/**
 * The public half of the key that our record says is bound: recorded, or that of a candidate with the recorded
 * fingerprint (where the pair may not be read, only that is known).
 */
export function recordedKey(record: BindingRecord, { candidates }: ResolvedAuth): string | undefined {
  const { boundPublicKey, keyPairFingerprint } = record;
  if (boundPublicKey !== undefined || keyPairFingerprint === undefined) {
    return boundPublicKey;
  }
  return candidates.flatMap((each) =>
    each.kind === "privateKey" && fingerprintOf(each.publicKey) === keyPairFingerprint ? [each.publicKey] : [],
  )[0];
}

/** Whether our record holds what was bound by others: it says which pair, not which key. */
export function isFound({ boundKeyPairName, keyPairFingerprint, made }: BindingRecord): boolean {
  return boundKeyPairName !== undefined && (made?.name !== boundKeyPairName || keyPairFingerprint === undefined);
}

/** Whether the private key of a public half is among the ways in. */
export function opensWith(publicKey: string | undefined, { candidates }: ResolvedAuth): boolean {
  return (
    publicKey !== undefined &&
    candidates.some((each) => each.kind === "privateKey" && samePublicKey(each.publicKey, publicKey))
  );
}

/** The pairs whose hosted key may open the server and may be exported. */
function hostedPairs({ auths, remembered, record, server, uncertain }: WaysInQuery): string[] {
  const { boundKeyPairName: ours, attempt } = record;
  const shown = server.known === true ? server.keyPairName : ours;
  // A stopped server needs no key to be sent, but a pair that is not ours needs one to be proven.
  const needed = server.known !== true || server.power === "running" || shown !== ours;
  if (!needed) {
    return [];
  }
  const allowed = hostedNames([...auths, ...remembered], [ours, uncertain ? attempt?.keyPairName : undefined]);
  const possible = uncertain ? [attempt?.keyPairName, shown, ours] : [shown];
  return [...new Set(possible)].filter((name) => name !== undefined).filter((name) => allowed.has(name));
}
