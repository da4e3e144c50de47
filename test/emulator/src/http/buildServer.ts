import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Desk } from "./desk";
import { gatewayRefusal } from "./gatewayErrors";
import type { IncomingRequest } from "./incoming";
import type { Outcome } from "./outcome";
import type { Routes } from "./routes";
import { malformedUrl, serveRequest, turnAway } from "./serveRequest";
import { turnAwayUnreadable } from "./turnAwayUnreadable";
import { writeReply } from "./writeReply";

const bodyLimit = 12 * 1024 * 1024;
const noBody = Buffer.alloc(0);

/** How long a sender may take, in ms. */
export interface Patience {
  /** From the first byte of a request to its last, or from connecting when none comes; then the connection is ended. */
  request: number;
  /** Between two looks at how long requests have taken. */
  look: number;
}

/** A minute for a request, and a second more at most. */
export const defaultPatience: Patience = { request: 60_000, look: 1000 };

/** The HTTP side of the emulator: whatever no other route takes goes to the services. It does not listen yet. */
export function buildServer(desk: Desk, routes: Routes, patience = defaultPatience): FastifyInstance {
  const server = Fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestTimeout: patience.request,
    http: { connectionsCheckingInterval: patience.look, headersTimeout: patience.request },
    clientErrorHandler: (error, socket) => turnAwayUnreadable(desk, error, socket),
    frameworkErrors: (_error, request, reply) => {
      send(reply, turnAway(desk, malformedUrl(), incomingOf(request)));
    },
  });
  // The SDK for Node sends a body with some of its GETs, and signs it.
  server.addHttpMethod("GET", { hasBody: true, overrideExisting: true });
  // Signatures cover the bytes, and each service words its own errors about them.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  const serve = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const outcome = serveRequest(desk, routes, incomingOf(request));
    if (outcome instanceof Promise) {
      return outcome.then((late) => send(reply, late));
    }
    send(reply, outcome);
    return undefined;
  };
  server.route({ method: server.supportedMethods, url: "*", handler: serve });
  server.setNotFoundHandler(serve);
  server.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const refusal = gatewayRefusal(status, "APIGW.0201", `Bad request: ${error.message}`);
      send(reply, turnAway(desk, refusal, incomingOf(request)));
      return;
    }
    send(reply, writeReply(desk, { status, body: { error_code: "EMULATOR.0500", error_msg: error.message } }));
  });
  return server;
}

function incomingOf({ method, url, headers, body }: FastifyRequest): IncomingRequest {
  return { method, url, headers, body: Buffer.isBuffer(body) ? body : noBody };
}

function send(reply: FastifyReply, outcome: Outcome): void {
  if ("cut" in outcome) {
    reply.hijack();
    reply.request.raw.socket.destroy();
    return;
  }
  const { status, headers, body } = outcome;
  // An empty reply has no type of content, and a reply without a body no length.
  void reply
    .code(status)
    .headers(headers)
    .send(body.length === 0 ? undefined : body);
}
