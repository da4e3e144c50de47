import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Refusal } from "../refusal";
import { gatewayRefusal } from "./gatewayErrors";
import type { Operation } from "./operation";
import { send, serveOperation, type Desk } from "./serveOperation";

const bodyLimit = 12 * 1024 * 1024;
const noSuchApi = "The API does not exist or has not been published in the environment";

/**
 * The HTTP side of the emulator with one route per operation. It does not listen yet.
 *
 * @param silent requests to paths with this beginning are not noted
 */
export function buildServer(desk: Desk, operations: Operation[], silent: string): FastifyInstance {
  /** Answers a request that reaches no operation. */
  const turnAway = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void => {
    const path = request.url.split("?", 1)[0] ?? "";
    if (!path.startsWith(silent)) {
      const head = { at: desk.world.clock.now(), operation: "Unknown", method: request.method, path, facts: {} };
      desk.log.open(head).status = refusal.status;
    }
    send(desk.world, reply, { status: refusal.status, body: refusal.body });
  };
  const server = Fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 4096 },
    frameworkErrors: (_error, request, reply) =>
      turnAway(gatewayRefusal(400, "APIGW.0201", "Bad request: the URL is malformed"), request, reply),
  });
  // Signatures cover the bytes, and each service words its own errors about them.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  for (const operation of operations) {
    server.route({
      method: operation.method,
      url: operation.path,
      handler: (request, reply) => serveOperation(desk, operation, request, reply),
    });
  }
  server.setNotFoundHandler((request, reply) => turnAway(gatewayRefusal(404, "APIGW.0101", noSuchApi), request, reply));
  server.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      turnAway(gatewayRefusal(status, "APIGW.0201", `Bad request: ${error.message}`), request, reply);
      return;
    }
    send(desk.world, reply, { status, body: { error_code: "EMULATOR.0500", error_msg: error.message } });
  });
  return server;
}
