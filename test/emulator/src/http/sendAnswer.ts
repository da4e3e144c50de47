import { randomUUID } from "node:crypto";
import type { FastifyReply } from "fastify";
import type { World } from "../world/world";
import { httpDate } from "./httpDate";
import { jsonType } from "./jsonType";
import type { Answer } from "./operation";

/** Sends a reply with the headers every reply of the gateway has. */
export function sendAnswer(world: World, reply: FastifyReply, { status, body, headers }: Answer): void {
  const requestId = newRequestId();
  void reply.code(status).header("x-request-id", requestId).header("date", httpDate(world.wall()));
  if (headers !== undefined) {
    void reply.headers(headers);
  }
  if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) {
    void reply.send(body);
    return;
  }
  if (headers === undefined || !reply.hasHeader("content-type")) {
    void reply.header("content-type", jsonType);
  }
  void reply.send(JSON.stringify(withRequestId(body, requestId)));
}

/** 32 hexadecimal digits. */
function newRequestId(): string {
  const id = randomUUID();
  return id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24);
}

/** Gateway errors repeat the request id in their body. */
function withRequestId(body: unknown, requestId: string): unknown {
  const gateways = typeof body === "object" && body !== null && "request_id" in body && body.request_id === "";
  return gateways ? { ...body, request_id: requestId } : body;
}
