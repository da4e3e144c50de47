import type { Desk } from "./desk";
import { httpDate } from "./httpDate";
import { jsonType } from "./jsonType";
import type { Answer } from "./operation";
import type { OutgoingReply } from "./outcome";

/** An answer with the headers every reply of the gateway has. */
export function writeReply({ world, newRequestId }: Desk, { status, body, headers }: Answer): OutgoingReply {
  const requestId = newRequestId();
  const date = httpDate(world.wall());
  if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) {
    return { status, headers: { "x-request-id": requestId, date, ...headers }, body: body ?? "" };
  }
  const text = JSON.stringify(withRequestId(body, requestId));
  return { status, headers: { "content-type": jsonType, "x-request-id": requestId, date, ...headers }, body: text };
}

/** Gateway errors repeat the request id in their body. */
function withRequestId(body: unknown, requestId: string): unknown {
  const gateways = typeof body === "object" && body !== null && "request_id" in body && body.request_id === "";
  return gateways ? { ...body, request_id: requestId } : body;
}
