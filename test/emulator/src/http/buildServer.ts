import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Refusal } from "../refusal";
import { Delays } from "./delays";
import { gatewayRefusal } from "./gatewayErrors";
import { pathOf } from "./incoming";
import type { Operation } from "./operation";
import { sendAnswer } from "./sendAnswer";
import { serveOperation, type Desk } from "./serveOperation";

const bodyLimit = 12 * 1024 * 1024;
const noSuchApi = "The API does not exist or has not been published in the environment";

/** How long a sender may take, in ms. */
export interface Patience {
  /** From the first byte of a request to its last, or from connecting when none comes; then the connection is ended. */
  request: number;
  /** Between two looks at how long requests have taken. */
  look: number;
}

/** A minute for a request, and a second more at most. */
export const defaultPatience: Patience = { request: 60_000, look: 1000 };

/**
 * The HTTP side of the emulator with one route per operation. It does not listen yet.
 *
 * @param silent requests to paths with this beginning are not noted
 */
export function buildServer(
  desk: Desk,
  operations: Operation[],
  silent: string,
  patience = defaultPatience,
): FastifyInstance {
  /** Answers a request that reaches no operation. */
  const turnAway = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void => {
    const path = pathOf(request.url);
    if (!path.startsWith(silent)) {
      desk.log.open(desk.world.clock.now(), "Unknown", request.method, path).status = refusal.status;
    }
    sendAnswer(desk.world, reply, { status: refusal.status, body: refusal.body });
  };
  const server = Fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestTimeout: patience.request,
    http: { connectionsCheckingInterval: patience.look, headersTimeout: patience.request },
    routerOptions: { maxParamLength: 4096 },
    frameworkErrors: (_error, request, reply) =>
      turnAway(gatewayRefusal(400, "APIGW.0201", "Bad request: the URL is malformed"), request, reply),
  });
  // The SDK for Node sends a body with some of its GETs, and signs it.
  server.addHttpMethod("GET", { hasBody: true, overrideExisting: true });
  // Signatures cover the bytes, and each service words its own errors about them.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  const delays = new Delays(desk.closing);
  for (const operation of operations) {
    server.route<{ Params: Record<string, string> }>({
      method: operation.method,
      url: operation.path,
      handler: (request, reply) => serveOperation(desk, delays, operation, request, reply),
    });
  }
  server.setNotFoundHandler((request, reply) => turnAway(gatewayRefusal(404, "APIGW.0101", noSuchApi), request, reply));
  server.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      turnAway(gatewayRefusal(status, "APIGW.0201", `Bad request: ${error.message}`), request, reply);
      return;
    }
    sendAnswer(desk.world, reply, { status, body: { error_code: "EMULATOR.0500", error_msg: error.message } });
  });
  return server;
}
