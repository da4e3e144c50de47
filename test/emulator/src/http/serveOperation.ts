import type { FastifyReply } from "fastify";
import { carryOut, type ServiceRequest } from "./carryOut";
import type { Delays } from "./delays";
import type { Desk } from "./desk";
import type { Fault } from "./faults";
import { bodyOf, pathOf } from "./incoming";
import type { Answer, Operation } from "./operation";
import type { RequestEntry } from "./requestLog";
import { sendAnswer } from "./sendAnswer";

export type { Desk } from "./desk";

/** Serves one request: a scripted fault first, then as the gateway does. The promise is of a reply that takes time. */
export function serveOperation(
  desk: Desk,
  delays: Delays,
  operation: Operation,
  request: ServiceRequest,
  reply: FastifyReply,
): Promise<void> | undefined {
  const path = pathOf(request.url);
  const name = operation.nameOf?.(bodyOf(request)) ?? operation.name;
  const entry = desk.log.open(desk.world.clock.now(), name, request.method, path);
  noteParams(entry, request.params);
  const fault = desk.faults.take(name, path);
  if (fault !== undefined) {
    return disturb(desk, delays, fault, reply, entry, () => carryOut(desk, operation, request, entry));
  }
  // Most operations answer at once, and a promise costs about as much as they do.
  const answer = carryOut(desk, operation, request, entry);
  if (answer instanceof Promise) {
    return answer.then((late) => finish(desk, entry, reply, late));
  }
  finish(desk, entry, reply, answer);
  return undefined;
}

function finish(desk: Desk, entry: RequestEntry, reply: FastifyReply, answer: Answer): void {
  entry.status = answer.status;
  sendAnswer(desk.world, reply, answer);
}

async function disturb(
  desk: Desk,
  delays: Delays,
  fault: Fault,
  reply: FastifyReply,
  entry: RequestEntry,
  serve: () => Answer | Promise<Answer>,
): Promise<void> {
  if (fault.delayMs !== undefined) {
    await delays.wait(fault.delayMs);
  }
  if (fault.cut === "before" || desk.closing.aborted) {
    cut(reply);
    return;
  }
  const answer = scripted(fault) ?? (await serve());
  entry.status = answer.status;
  if (fault.cut === "after") {
    cut(reply);
    return;
  }
  sendAnswer(desk.world, reply, { ...answer, headers: { ...answer.headers, ...fault.headers } });
}

function scripted(fault: Fault): Answer | undefined {
  if (fault.cut !== undefined || (fault.status === undefined && fault.body === undefined)) {
    return undefined;
  }
  return { status: fault.status ?? 200, body: fault.body };
}

function cut(reply: FastifyReply): void {
  reply.hijack();
  reply.request.raw.socket.destroy();
}

function noteParams(entry: RequestEntry, params: Record<string, string>): void {
  const { task_id: taskId, server_id: serverId, keypair_name: keyPairName } = params;
  if (taskId !== undefined) {
    entry.note({ taskId });
  }
  if (serverId !== undefined) {
    entry.note({ serverId });
  }
  if (keyPairName !== undefined) {
    entry.note({ keyPairName });
  }
}
