import type { ConnectionError } from "fastify";
import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Refusal } from "../refusal";
import type { Desk } from "./desk";
import { gatewayRefusal } from "./gatewayErrors";
import { writeReply } from "./writeReply";

/** Answers bytes that are no request, or not a whole one in time, in the gateway's own form; then the connection ends. */
export function turnAwayUnreadable(desk: Desk, error: ConnectionError, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) {
    return;
  }
  if (socket.writable) {
    const { status, headers, body } = writeReply(desk, refusalOf(error));
    const all = { ...headers, "content-length": String(Buffer.byteLength(body)), connection: "close" };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Bad Request"}\r\n${lines.join("")}\r\n${String(body)}`);
  }
  socket.destroy(error);
}

function refusalOf(error: ConnectionError): Refusal {
  switch (error.code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return gatewayRefusal(408, "APIGW.0201", "Bad request: it did not come in time");
    case "HPE_HEADER_OVERFLOW":
      return hasLongAddress(error.rawPacket)
        ? gatewayRefusal(414, "APIGW.0201", "Bad request: the URI is too long")
        : gatewayRefusal(494, "APIGW.0201", "Bad request: the headers are too large");
    default:
      return gatewayRefusal(400, "APIGW.0201", "Bad request: it is no request of HTTP");
  }
}

/** Whether it is the first line that is longer than all headers together may be. */
function hasLongAddress(packet: unknown): boolean {
  const [line = ""] = Buffer.isBuffer(packet) ? packet.toString("latin1").split("\n", 1) : [];
  return /^[A-Z]+ /.test(line) && line.length > maxHeaderSize;
}
