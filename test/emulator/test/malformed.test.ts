import { once } from "node:events";
import { Agent, get, request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { operations } from "../src/services/operations";
import { Bench } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
});

afterAll(() => bench.emulator.close());

const paths = operations.map((one) => one.path.replace(":project_id", "{project_id}").replace(/:\w+/g, "up"));

it("any JSON at any address gets an answer below 500", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "POST", "PUT", "DELETE"),
      fc.constantFrom(...paths),
      fc.oneof(fc.json(), fc.string()),
      async (method, path, body) => {
        const reply = await bench.client.call(method, path, method === "GET" ? {} : { body });
        expect(reply.status).toBeLessThan(500);
      },
    ),
    { numRuns: 200 },
  );
});

it("any address gets an answer below 500", async () => {
  await fc.assert(
    fc.asyncProperty(fc.webPath(), fc.webQueryParameters(), async (path, query) => {
      const reply = await fetch(`${bench.emulator.url}/${path}?${query}`);
      expect(reply.status).toBeLessThan(500);
      await reply.text();
    }),
    { numRuns: 100 },
  );
});

it("any bytes on the wire end the connection or get an answer, and the next request is served", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
      const socket = connect(Number(new URL(bench.emulator.url).port), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.resume().end(Buffer.concat([Buffer.from(bytes), Buffer.from("\r\n\r\n")]));
      await once(socket, "close");
    }),
    { numRuns: 50 },
  );
  expect((await bench.client.call("GET", "/v3/{project_id}/running-tasks")).status).toBe(200);
});

it("a malformed escape in the address is a bad request", async () => {
  const reply = await new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(bench.emulator.url);
    request({ host: "127.0.0.1", port, path: "/v3/%ZZ/tasks/x" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(reply).toBe(400);
});

it("a body beyond 12 MB is refused by the gateway", async () => {
  const body = "x".repeat(12 * 1024 * 1024 + 1);
  const reply = await bench.client.call("POST", "/v3/{project_id}/keypairs", { body });
  expect(reply.status).toBe(413);
  expect(reply.body).toMatchObject({ error_code: "APIGW.0201" });
});

it("one connection serves many requests", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  for (let index = 0; index < 3; index += 1) {
    await new Promise<void>((resolve, reject) => {
      get(bench.emulator.url, { agent }, (reply) => {
        ports.add(reply.socket.localPort);
        reply.resume().on("end", resolve);
      }).on("error", reject);
    });
  }
  agent.destroy();
  expect(ports.size).toBe(1);
});
