import { associateKeyPair } from "../client/kps/associateKeyPair";
import type { RunningTask } from "../client/kps/taskRecord";
import { serverText } from "../diagnostics/serverText";
import type { BindingRecord } from "../model/bindingRecord";
import type { Operation } from "../model/operation";
import { mayHaveBeenAccepted } from "../transport/mayHaveBeenAccepted";
import type { BoundKey } from "./bindingRecord";
import type { BindRequest } from "./bindRequest";
import { decideBind, type BindDecision } from "./decideBind";
import { lookBeforeBind, type Look } from "./look";
import { overtakingOf } from "./overtaking";
import { RefusedError } from "./refusedError";
import { freshEnoughSince } from "./runningTask";
import type { StepContext } from "./stepContext";
import { throttleNote } from "./throttleNote";

/** Facts older than this are looked at once more before a POST, in ms. */
const LOOK_AGAIN_AFTER_MS = 5_000;

/** A POST that was sent, and what was known when it was. */
export interface Posted {
  operation: Exclude<Operation, "UNBIND">;
  online: boolean;
  /** What was sent along to get in; never recorded. */
  secrets: readonly string[];
  serverName: string | undefined;
  /** The key pair that will be on the server. */
  key: BoundKey;
  /** The key pair ECS had on record; undefined for none or unknown. */
  before: string | undefined;
  ecsKnown: boolean;
  /** By the service's clock, just before the POST (ms since 1970). */
  postedAtServiceMs: number;
}

/** What one round came to. */
export type Round =
  | { kind: "bound"; key: BoundKey; ecsKnown: boolean }
  | { kind: "busy"; running: RunningTask; ecsKnown: boolean }
  | { kind: "overtaken" }
  | { kind: "accepted"; taskId: string; requestId?: string; posted: Posted }
  | { kind: "lost"; error: unknown; posted: Posted };

/**
 * Looks, decides and, if so decided, posts once. Throws RefusedError before any POST, and the service's own refusal
 * of one, unless something that came in between explains it; a POST whose end is ambiguous is returned as lost.
 */
export async function lookAndPost(
  request: BindRequest,
  record: BindingRecord,
  context: StepContext,
  listAfterMs: number,
): Promise<Round> {
  context.progress({ doing: `looking at server ${request.serverId}`, sinceMs: context.monotonicMs() });
  let listSinceMs = listAfterMs;
  for (let again = false; ; again = true) {
    const look = await lookBeforeBind(request, record, context, listSinceMs);
    if (look.running !== undefined) {
      return { kind: "busy", running: look.running, ecsKnown: look.server.known };
    }
    const decision = decide(request, record, look);
    const key = keyOf(request, look);
    if (decision.action === "done") {
      return { kind: "bound", key, ecsKnown: look.server.known };
    }
    if (decision.action === "refuse") {
      throw refusal(request, look, decision);
    }
    // Once more only: where every look takes longer than that, nothing would ever be posted.
    if (again || context.monotonicMs() - look.atMs <= LOOK_AGAIN_AFTER_MS * context.timeScale) {
      return post(request, decision, look, key, context);
    }
    listSinceMs = freshEnoughSince(context);
  }
}

function decide(request: BindRequest, record: BindingRecord, look: Look): BindDecision {
  return decideBind({
    server: look.server,
    wanted: { keyPairName: request.keyPairName, fingerprint: request.keyPairFingerprint },
    recorded: { keyPairName: record.boundKeyPairName, fingerprint: record.keyPairFingerprint },
    attempted: record.attempt?.keyPairName,
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

async function post(
  request: BindRequest,
  decision: Extract<BindDecision, { action: "post" }>,
  look: Look,
  key: BoundKey,
  context: StepContext,
): Promise<Round> {
  const posted: Posted = {
    operation: decision.operation,
    online: decision.online,
    secrets: decision.auth === undefined ? [] : [decision.auth.secret],
    serverName: look.server.known ? look.server.name : undefined,
    key,
    before: look.server.known ? look.server.keyPairName : undefined,
    ecsKnown: look.server.known,
    postedAtServiceMs: context.cloud.serviceNow(),
  };
  const doing = `${decision.operation} ${posted.serverName ?? request.serverId}`;
  const sinceMs = context.monotonicMs();
  context.progress({ doing, status: "posting", sinceMs });
  try {
    const submitted = await associateKeyPair(
      context.cloud,
      {
        keyPairName: request.keyPairName,
        server: {
          id: request.serverId,
          ...(decision.auth && {
            auth: { type: decision.auth.kind === "password" ? "password" : "keypair", key: decision.auth.secret },
          }),
          ...(request.disablePassword !== undefined && { disablePassword: request.disablePassword }),
          ...(decision.online && request.port !== undefined && { port: request.port }),
        },
      },
      {
        lane: "post",
        deadlineMs: context.deadlineMs,
        signal: context.signal,
        onWait: ({ ms }) => context.progress({ doing, status: "posting", sinceMs, note: throttleNote(ms) }),
      },
    );
    return { kind: "accepted", ...submitted, posted };
  } catch (error) {
    if (mayHaveBeenAccepted(error)) {
      return { kind: "lost", error, posted };
    }
    const overtaking = await overtakingOf(error, { ...request, server: look.server }, context);
    if (overtaking === undefined) {
      throw error;
    }
    return overtaking.by === "task"
      ? { kind: "busy", running: overtaking.running, ecsKnown: posted.ecsKnown }
      : { kind: "overtaken" };
  }
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
