import type { RunningTask } from "../../client/kps/taskRecord";
import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { adviceFor } from "../../diagnostics/serviceCodes";
import type { Auth } from "../../model/auth";
import type { BindingRecord } from "../../model/bindingRecord";
import type { Candidate } from "./candidate";
import { hostedCandidate, hostedNames } from "./hostedCandidate";
import { lookAtRecordedServer } from "./lookAtRecordedServer";
import type { KeyPairLookUp } from "../step/lookUpKeyPair";
import { RefusedError } from "../step/refusedError";
import { resolveAuth } from "./resolveAuth";
import { runningTaskOf } from "./runningTask";
import type { ServerFacts } from "./serverFacts";
import type { StepContext } from "../step/stepContext";

/** What is to be looked at before a key pair is bound. */
export interface LookRequest {
  serverId: string;
  keyPairName: string;
  keyPairFingerprint: string | undefined;
  verify: "auto" | "none";
  auths: readonly Auth[];
}

/** Everything that was found. `atMs` is when the look began (monotonic). */
export interface Look {
  atMs: number;
  server: Exclude<ServerFacts, { known: "gone" }>;
  running: RunningTask | undefined;
  /** The key pair to bind; undefined when it may not be read. */
  pair: KeyPairDetail | undefined;
  /** The public key KPS holds under the name of the pair that ECS says is bound. */
  namedPublicKey: string | undefined;
  boundPublicKeys: string[];
  candidates: Candidate[];
  problems: string[];
}

/**
 * Looks at everything a bind depends on: running tasks of the server (by a list sent at `listAfterMs` or later,
 * monotonic), ECS, the key pair, the ways in.
 * Throws RefusedError for a server or a key pair that does not exist.
 */
export async function lookBeforeBind(
  request: LookRequest,
  record: BindingRecord,
  context: StepContext,
  listAfterMs: number,
): Promise<Look> {
  const atMs = context.monotonicMs();
  // The running tasks come first: a task that ends in between has then changed what ECS says afterwards.
  const running = await runningTaskOf(request.serverId, context, listAfterMs);
  const [server, pair] = await Promise.all([
    lookAtRecordedServer(request, record, context),
    context.keyPairLookUps.find(request.keyPairName, request.keyPairFingerprint, context),
  ]);
  if (server.known === "gone") {
    throw unknownServer(request, context);
  }
  if (pair === "absent") {
    throw unknownKeyPair(request, context);
  }
  const named = await namedPair(request, server, pair, record, context);
  const resolved = resolveAuth(request.auths, context.environment, context.cloud.secrets);
  const hosted = await hostedFor(request.auths, server, record, context);
  for (const candidate of hosted) {
    if (typeof candidate === "string") {
      resolved.problems.push(candidate);
    } else {
      resolved.candidates.push(candidate);
    }
  }
  return {
    atMs,
    server,
    running,
    pair: detailOf(pair),
    namedPublicKey: named?.publicKey,
    boundPublicKeys: possibleKeys(server, record, named?.publicKey, detailOf(pair)?.publicKey),
    ...resolved,
  };
}

function detailOf(pair: KeyPairLookUp): KeyPairDetail | undefined {
  return typeof pair === "string" ? undefined : pair;
}

async function namedPair(
  request: LookRequest,
  server: Look["server"],
  pair: KeyPairLookUp,
  record: BindingRecord,
  context: StepContext,
): Promise<KeyPairDetail | undefined> {
  const name = server.known ? server.keyPairName : undefined;
  if (name === undefined || (name === record.boundKeyPairName && record.boundPublicKey !== undefined)) {
    return undefined;
  }
  return detailOf(name === request.keyPairName ? pair : await context.keyPairLookUps.find(name, undefined, context));
}

/** The public halves that may be on the server, the likeliest first; after a failed task the attempted one as well. */
function possibleKeys(
  server: Look["server"],
  record: BindingRecord,
  named: string | undefined,
  wanted: string | undefined,
): string[] {
  const bound = server.known ? server.keyPairName : record.boundKeyPairName;
  const ours = bound !== undefined && bound === record.boundKeyPairName ? record.boundPublicKey : undefined;
  const certain = ours ?? named;
  const uncertain = record.phase === "failed" && certain !== undefined ? wanted : undefined;
  return [certain, uncertain].filter((key) => key !== undefined);
}

async function hostedFor(
  auths: readonly Auth[],
  server: Look["server"],
  record: BindingRecord,
  context: StepContext,
): Promise<(Candidate | string)[]> {
  const allowed = hostedNames(auths, [record.boundKeyPairName]);
  const bound = server.known ? server.keyPairName : record.boundKeyPairName;
  // A stopped server needs no key to be sent, but a pair that is not ours needs one to be proven.
  const needed = !server.known || server.power === "running" || bound !== record.boundKeyPairName;
  return bound !== undefined && needed && allowed.has(bound) ? [await hostedCandidate(bound, context)] : [];
}

function unknownServer(request: LookRequest, context: StepContext): RefusedError {
  return new RefusedError(
    `binding key pair "${request.keyPairName}" to server ${request.serverId}: ECS knows no such server`,
    [["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`]],
    "check serverId, kps:region and the project",
  );
}

function unknownKeyPair(request: LookRequest, context: StepContext): RefusedError {
  const advice = adviceFor("KPS.4016");
  return new RefusedError(
    `binding key pair "${request.keyPairName}" to server ${request.serverId}: KPS knows no such key pair`,
    [
      ["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`],
      ["cause", advice?.cause ?? ""],
    ],
    advice?.next ?? "check keyPairName",
  );
}
