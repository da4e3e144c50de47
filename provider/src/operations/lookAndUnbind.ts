import { disassociateKeyPair } from "../client/kps/disassociateKeyPair";
import type { RunningTask } from "../client/kps/taskRecord";
import { serverText } from "../diagnostics/serverText";
import type { BindingRecord } from "../model/bindingRecord";
import { mayHaveBeenAccepted } from "../transport/mayHaveBeenAccepted";
import { decideUnbind, type UnbindDecision } from "./decideUnbind";
import type { OwnTask } from "./followTask";
import { hostedCandidate, hostedNames } from "./hostedKeys";
import { lookAtRecordedServer } from "./lookAtRecordedServer";
import { overtakingOf } from "./overtaking";
import { RefusedError } from "./refusedError";
import { resolveAuth } from "./resolveAuth";
import { runningTaskOf } from "./runningTask";
import type { LostPost } from "./searchLostPost";
import type { ServerFacts } from "./serverFacts";
import type { StepContext } from "./stepContext";
import { throttleNote } from "./throttleNote";
import type { UnbindRequest } from "./unbindRequest";

/** What one round came to. A lost POST carries the task it would have started, without its id. */
export type UnbindRound =
  | { kind: "done" }
  | { kind: "busy"; running: RunningTask }
  | { kind: "overtaken" }
  | { kind: "accepted"; task: OwnTask }
  | { kind: "lost"; lost: LostPost; task: OwnTask };

/**
 * Looks, decides and, if so decided, posts once. Throws RefusedError before any POST, and the service's own refusal of
 * one, unless something that came in between explains it; a POST whose end is ambiguous is returned as lost.
 */
export async function lookAndUnbind(
  request: UnbindRequest,
  record: BindingRecord,
  context: StepContext,
  listAfterMs: number,
): Promise<UnbindRound> {
  context.progress({ doing: `looking at server ${request.serverId}`, sinceMs: context.monotonicMs() });
  const running = await runningTaskOf(request.serverId, context, listAfterMs);
  if (running !== undefined) {
    return { kind: "busy", running };
  }
  const server = await lookAtRecordedServer(request, record, context);
  const { decision, problems } = await decide(request, record, server, context);
  if (decision.action === "done") {
    if (decision.notice !== undefined) {
      context.notice(decision.notice);
    }
    return { kind: "done" };
  }
  const keyPairName = record.boundKeyPairName ?? "";
  const serverName = server.known === true ? server.name : undefined;
  if (decision.action === "refuse") {
    throw new RefusedError(
      `unbinding key pair "${keyPairName}" from server ${serverText(serverName, request.serverId)} was not tried: ${decision.why}`,
      [
        ["auth", problems.join("; ")],
        ["note", server.known === false ? server.why : ""],
      ],
      decision.next,
    );
  }
  return post(request, decision, { keyPairName, serverName, server }, context);
}

async function decide(
  request: UnbindRequest,
  record: BindingRecord,
  server: ServerFacts,
  context: StepContext,
): Promise<{ decision: UnbindDecision; problems: string[] }> {
  const { candidates, problems } = resolveAuth(request.auths, context.environment);
  const ours = record.boundKeyPairName;
  const runs = server.known === true && server.power === "running" && server.keyPairName === ours;
  if (runs && ours !== undefined && hostedNames(request.auths, [ours]).has(ours)) {
    const hosted = await hostedCandidate(ours, context);
    if (typeof hosted === "string") {
      problems.push(hosted);
    } else {
      candidates.push(hosted);
    }
  }
  const decision = decideUnbind({
    server,
    policy: request.policy,
    boundKeyPairName: ours,
    boundPublicKeys: record.boundPublicKey === undefined ? [] : [record.boundPublicKey],
    adopted: record.adopted ?? false,
    tookOver: record.tookOver ?? false,
    candidates,
  });
  return { decision, problems };
}

async function post(
  request: UnbindRequest,
  decision: Extract<UnbindDecision, { action: "post" }>,
  facts: { keyPairName: string; serverName: string | undefined; server: ServerFacts },
  context: StepContext,
): Promise<UnbindRound> {
  const postedAtServiceMs = context.cloud.serviceNow();
  const doing = `UNBIND ${facts.serverName ?? request.serverId}`;
  const sinceMs = context.monotonicMs();
  const task = (taskId: string): OwnTask => ({
    taskId,
    operation: "UNBIND",
    serverId: request.serverId,
    serverName: facts.serverName,
    keyPairName: facts.keyPairName,
    online: decision.online,
    submittedAtMs: context.monotonicMs(),
    postedAtServiceMs,
    startedAt: new Date(postedAtServiceMs).toISOString(),
    inferred: false,
    secrets: decision.auth === undefined ? [] : [decision.auth.secret],
  });
  context.progress({ doing, status: "posting", sinceMs });
  try {
    const submitted = await disassociateKeyPair(
      context.cloud,
      {
        server: {
          id: request.serverId,
          ...(decision.auth && { auth: { type: "keypair", key: decision.auth.secret } }),
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
    return { kind: "accepted", task: { ...task(submitted.taskId), requestId: submitted.requestId } };
  } catch (error) {
    if (!mayHaveBeenAccepted(error)) {
      const overtaking = await overtakingOf(error, { ...request, server: facts.server }, context);
      if (overtaking === undefined) {
        throw error;
      }
      return overtaking.by === "task" ? { kind: "busy", running: overtaking.running } : { kind: "overtaken" };
    }
    const lost: LostPost = {
      serverId: request.serverId,
      keyPairName: facts.keyPairName,
      postedAtServiceMs,
      expected: undefined,
      ecsCanTell: facts.server.known === true,
      verify: request.verify,
    };
    return { kind: "lost", lost, task: task("") };
  }
}
