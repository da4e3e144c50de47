import type { AddressInfo } from "node:net";
import fastify from "fastify";
import { bareOrder, type BareOrder } from "./speedMessages";

/** A process with a fastify server that does nothing but give ready-made answers. */
async function serve({ answers }: BareOrder): Promise<void> {
  const server = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 4096 } });
  const ready = new Map(
    answers.map(({ url, contentType, body }) => [url, { contentType, body: Buffer.from(body, "utf8") }]),
  );
  for (const route of new Set(answers.map((one) => one.route))) {
    server.get(route, (request, reply) => {
      const answer = ready.get(request.url);
      return answer === undefined ? reply.code(404).send() : reply.type(answer.contentType).send(answer.body);
    });
  }
  await server.listen({ host: "127.0.0.1", port: 0 });
  process.send?.({ port: (server.server.address() as AddressInfo).port });
}

process.once("disconnect", () => process.exit());
process.once("message", (message) => void serve(bareOrder.parse(message)));
