import { disassociateKeyPair } from "../../client/kps/disassociateKeyPair";
import type { SubmittedTask } from "../../client/kps/submission";
import { serverText } from "../../diagnostics/serverText";
import type { BindingRecord } from "../../model/bindingRecord";
import type { CallOptions } from "../../transport/callOptions";
import { postedOn, type Posted, type Round, type RoundStart } from "./changeRound";
import { decideUnbind, type UnbindDecision } from "./decideUnbind";
import { hostedCandidate, hostedNames } from "./hostedCandidate";
import { lookAtRecordedServer } from "./lookAtRecordedServer";
import { postOnce } from "./postOnce";
import { RefusedError } from "../step/refusedError";
import { resolveAuth } from "./resolveAuth";
import { runningTaskOf } from "./runningTask";
import type { ServerFacts } from "./serverFacts";
import type { StepContext } from "../step/stepContext";
import type { UnbindRequest } from "./unbindRequest";

/** Looks, decides and, if so decided, posts once. Throws RefusedError before any POST, and what `postOnce` throws. */
export async function lookAndUnbind(
  request: UnbindRequest,
  record: BindingRecord,
  start: RoundStart,
  context: StepContext,
): Promise<Round<Posted, void>> {
  context.progress({ doing: `looking at server ${request.serverId}`, sinceMs: context.monotonicMs() });
  const running = await runningTaskOf(request.serverId, context, start.listAfterMs);
  if (running !== undefined) {
    return { kind: "busy", running };
  }
  const server = await lookAtRecordedServer(request, record, context);
  const { decision, problems } = await decide(request, record, server, context);
  if (decision.action === "done") {
    if (decision.notice !== undefined) {
      context.notice(decision.notice);
    }
    return { kind: "done", done: undefined };
  }
  const keyPairName = record.boundKeyPairName ?? "";
  if (decision.action === "refuse") {
    const serverName = server.known === true ? server.name : undefined;
    throw new RefusedError(
      `unbinding key pair "${keyPairName}" from server ${serverText(serverName, request.serverId)} was not tried: ${decision.why}`,
      [
        ["auth", problems.join("; ")],
        ["note", server.known === false ? server.why : ""],
      ],
      decision.next,
    );
  }
  return post(request, decision, { keyPairName, server }, context);
}

async function decide(
  request: UnbindRequest,
  record: BindingRecord,
  server: ServerFacts,
  context: StepContext,
): Promise<{ decision: UnbindDecision; problems: string[] }> {
  const { candidates, problems } = resolveAuth(request.auths, context.environment, context.cloud.secrets);
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

function post(
  request: UnbindRequest,
  decision: Extract<UnbindDecision, { action: "post" }>,
  facts: { keyPairName: string; server: ServerFacts },
  context: StepContext,
): Promise<Round<Posted, never>> {
  const { serverId, port } = request;
  const { auth, online } = decision;
  const posted = postedOn(facts.server, { operation: "UNBIND", keyPairName: facts.keyPairName, online, auth }, context);
  const server = {
    id: serverId,
    ...(auth && { auth: { type: "keypair" as const, key: auth.secret } }),
    ...(online && port !== undefined && { port }),
  };
  const send = (options: CallOptions): Promise<SubmittedTask> =>
    disassociateKeyPair(context.cloud, { server }, options);
  return postOnce(posted, { ...request, server: facts.server }, send, context);
}
