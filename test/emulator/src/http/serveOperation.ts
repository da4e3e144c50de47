import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { KpsRefusal, Refusal } from "../refusal";
import type { Principal } from "../world/identities";
import type { World } from "../world/world";
import type { Gatekeeper } from "./authenticate";
import type { Fault, Faults } from "./faults";
import { gatewayRefusal, throttled } from "./gatewayErrors";
import type { Answer, Call, Operation } from "./operation";
import type { Quota } from "./quota";
import type { RequestEntry, RequestFacts, RequestLog } from "./requestLog";

/** What serving a request takes. */
export interface Desk {
  world: World;
  log: RequestLog;
  faults: Faults;
  quota: Quota;
  gatekeeper: Gatekeeper;
  /** Aborted when the emulator closes. */
  closing: AbortSignal;
}

/** Serves one request: script, sender, project, quota, then the service itself. The order is the gateway's. */
export async function serveOperation(
  desk: Desk,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const at = desk.world.clock.now();
  const path = request.url.split("?", 1)[0] ?? "";
  const params = readParams(request.params);
  const name = operation.nameOf?.(bodyOf(request)) ?? operation.name;
  const entry = desk.log.open({ at, operation: name, method: request.method, path, facts: factsOf(params) });
  const fault = desk.faults.take(name, path);
  if (fault?.delayMs !== undefined) {
    await sleep(fault.delayMs, undefined, { signal: desk.closing }).catch(() => undefined);
  }
  if (fault?.cut === "before" || desk.closing.aborted) {
    cut(request, reply);
    return;
  }
  const answer = scripted(fault) ?? (await carryOut(desk, operation, request, params, entry));
  entry.status = answer.status;
  if (fault?.cut === "after") {
    cut(request, reply);
    return;
  }
  send(desk.world, reply, { ...answer, headers: { ...answer.headers, ...fault?.headers } });
}

/** Sends a reply with the headers every reply of the gateway has. */
export function send(world: World, reply: FastifyReply, answer: Answer): void {
  const requestId = randomUUID().replaceAll("-", "");
  void reply.code(answer.status).headers({ "x-request-id": requestId, date: new Date(world.wall()).toUTCString() });
  if (answer.headers !== undefined) {
    void reply.headers(answer.headers);
  }
  if (answer.body === undefined || Buffer.isBuffer(answer.body) || typeof answer.body === "string") {
    void reply.send(answer.body);
    return;
  }
  if (!reply.hasHeader("content-type")) {
    void reply.header("content-type", "application/json;charset=UTF-8");
  }
  void reply.send(JSON.stringify(withRequestId(answer.body, requestId)));
}

/** Gateway errors repeat the request id in their body. */
function withRequestId(body: unknown, requestId: string): unknown {
  const gateways = typeof body === "object" && body !== null && "request_id" in body && body.request_id === "";
  return gateways ? { ...body, request_id: requestId } : body;
}

function scripted(fault: Fault | undefined): Answer | undefined {
  if (fault === undefined || fault.cut !== undefined || (fault.status === undefined && fault.body === undefined)) {
    return undefined;
  }
  return { status: fault.status ?? 200, body: fault.body };
}

async function carryOut(
  desk: Desk,
  operation: Operation,
  request: FastifyRequest,
  params: Record<string, string>,
  entry: RequestEntry,
): Promise<Answer> {
  const { world } = desk;
  const call: Call = {
    params,
    query: new URLSearchParams(request.url.split("?", 2)[1] ?? ""),
    headers: request.headers,
    body: bodyOf(request),
    world,
    note: (facts) => void Object.assign(entry.facts, facts),
    noteRow: (facts) => void entry.rows.push(facts),
  };
  try {
    world.advance();
    const answer =
      operation.anonymous === true ? await operation.run(call) : await signed(desk, operation, request, call, entry);
    entry.accepted = operation.changes === true && answer.status < 300;
    return answer;
  } catch (error) {
    if (error instanceof Refusal) {
      return { status: error.status, body: error.body };
    }
    throw error;
  }
}

function signed(
  desk: Desk,
  operation: Exclude<Operation, { anonymous: true }>,
  request: FastifyRequest,
  call: Call,
  entry: RequestEntry,
): Answer | Promise<Answer> {
  const { method, url, headers } = request;
  const principal = desk.gatekeeper.authenticate({ method, url, headers, body: call.body });
  entry.who = principal.userName;
  checkProject(desk.world, operation, call.params["project_id"], principal);
  checkQuota(desk, operation, principal);
  return operation.run({ ...call, principal });
}

function checkProject(world: World, operation: Operation, projectId: string | undefined, principal: Principal): void {
  const mine = principal.projectId ?? world.identities.projectId;
  if (projectId === undefined || projectId === mine) {
    return;
  }
  throw operation.service === "kps"
    ? new KpsRefusal(403, "KPS.9003", "No permission for this project")
    : gatewayRefusal(403, "APIGW.0302", "The IAM user is not authorized to access the project");
}

function checkQuota({ world, quota }: Desk, operation: Operation, principal: Principal): void {
  if (operation.quota === undefined) {
    return;
  }
  const { requestsPerMinute, ecsRequestsPerMinute } = world.settings;
  const limit = operation.quota === "ecs" ? ecsRequestsPerMinute : requestsPerMinute;
  if (!quota.admit(`${principal.userId} ${operation.quota}`, limit, world.clock.now())) {
    throw throttled(limit);
  }
}

function cut(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.destroy();
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function readParams(params: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function factsOf({
  task_id: taskId,
  server_id: serverId,
  keypair_name: keyPairName,
}: Record<string, string>): RequestFacts {
  return {
    ...(taskId === undefined ? {} : { taskId }),
    ...(serverId === undefined ? {} : { serverId }),
    ...(keyPairName === undefined ? {} : { keyPairName }),
  };
}
