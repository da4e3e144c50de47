import { associateKeyPair } from "../../client/kps/associateKeyPair";
import type { SubmittedTask } from "../../client/kps/submission";
import { serverText } from "../../diagnostics/serverText";
import type { BindingRecord } from "../../model/bindingRecord";
import type { Operation } from "../../model/operation";
import type { CallOptions } from "../../transport/callOptions";
import type { BoundKey } from "./bindingRecord";
import type { BindRequest } from "./bindRequest";
import { postedOn, type Posted, type Round, type RoundStart } from "./changeRound";
import { decideBind, type BindDecision } from "./decideBind";
import { lookBeforeBind, type Look } from "./look";
import { postOnce } from "./postOnce";
import { RefusedError } from "../step/refusedError";
import { freshEnoughSince } from "./runningTask";
import type { StepContext } from "../step/stepContext";

/** Facts older than this are looked at once more before a POST, in ms. */
const LOOK_AGAIN_AFTER_MS = 5_000;

/** A POST that binds. */
export interface BindPosted extends Posted {
  operation: Exclude<Operation, "UNBIND">;
  /** The key pair that will be on the server. */
  key: BoundKey;
}

/** The server has the key pair. */
export interface Bound {
  key: BoundKey;
  ecsKnown: boolean;
}

/** Looks, decides and, if so decided, posts once. Throws RefusedError before any POST, and what `postOnce` throws. */
export async function lookAndBind(
  request: BindRequest,
  record: BindingRecord,
  start: RoundStart,
  context: StepContext,
): Promise<Round<BindPosted, Bound>> {
  context.progress({ doing: `looking at server ${request.serverId}`, sinceMs: context.monotonicMs() });
  let { listAfterMs } = start;
  for (let again = false; ; again = true) {
    const look = await lookBeforeBind(request, record, context, listAfterMs);
    if (look.running !== undefined) {
      return { kind: "busy", running: look.running };
    }
    const decision = decide(request, record, look, start);
    const key = keyOf(request, look);
    if (decision.action === "done") {
      return { kind: "done", done: { key, ecsKnown: look.server.known } };
    }
    if (decision.action === "refuse") {
      throw refusal(request, look, decision);
    }
    // Once more only: where every look takes longer than that, nothing would ever be posted.
    if (again || context.monotonicMs() - look.atMs <= LOOK_AGAIN_AFTER_MS * context.timeScale) {
      return post(request, decision, look, key, context);
    }
    listAfterMs = freshEnoughSince(context);
  }
}

function decide(request: BindRequest, record: BindingRecord, look: Look, { other }: RoundStart): BindDecision {
  return decideBind({
    server: look.server,
    wanted: { keyPairName: request.keyPairName, fingerprint: request.keyPairFingerprint },
    recorded: { keyPairName: record.boundKeyPairName, fingerprint: record.keyPairFingerprint },
    attempted: record.attempt?.keyPairName,
    boundByOther: other?.succeeded === true ? other.keyPairName : undefined,
    boundPublicKeys: look.boundPublicKeys,
    namedPublicKey: look.namedPublicKey,
    replaces: request.replaces,
    candidates: look.candidates,
    again: request.again,
  });
}

function keyOf(request: BindRequest, look: Look): BoundKey {
  const given = request.keyPairFingerprint;
  const present = look.pair?.fingerprint;
  if (given !== undefined && present !== undefined && given !== present) {
    throw new RefusedError(
      `binding key pair "${request.keyPairName}" to server ${request.serverId}: the pair of this name is another key`,
      [
        ["asked", `fingerprint ${given}`],
        ["found", `fingerprint ${present}`],
      ],
      "pass keyPairFingerprint: pair.fingerprint of the KeyPair resource, or leave it out",
    );
  }
  return { keyPairName: request.keyPairName, fingerprint: present ?? given, publicKey: look.pair?.publicKey };
}

function post(
  request: BindRequest,
  decision: Extract<BindDecision, { action: "post" }>,
  look: Look,
  key: BoundKey,
  context: StepContext,
): Promise<Round<BindPosted, never>> {
  const { serverId, keyPairName, disablePassword, port } = request;
  const { auth, online, operation } = decision;
  const posted: BindPosted = {
    ...postedOn(look.server, { operation, keyPairName, online, auth }, context),
    key,
  };
  const server = {
    id: serverId,
    ...(auth && {
      auth: { type: auth.kind === "password" ? ("password" as const) : ("keypair" as const), key: auth.secret },
    }),
    ...(disablePassword !== undefined && { disablePassword }),
    ...(online && port !== undefined && { port }),
  };
  const send = (options: CallOptions): Promise<SubmittedTask> =>
    associateKeyPair(context.cloud, { keyPairName, server }, options);
  return postOnce(posted, { ...request, server: look.server }, send, context);
}

function refusal(
  request: BindRequest,
  look: Look,
  decision: Extract<BindDecision, { action: "refuse" }>,
): RefusedError {
  const name = look.server.known ? look.server.name : undefined;
  return new RefusedError(
    `binding key pair "${request.keyPairName}" to server ${serverText(name, request.serverId)} was not tried: ${decision.why}`,
    [
      ["auth", look.problems.join("; ")],
      ["note", look.server.known ? "" : look.server.why],
    ],
    decision.next,
  );
}
