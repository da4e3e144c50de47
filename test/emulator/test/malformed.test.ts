import { once } from "node:events";
import { Agent, get, request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { operations } from "../src/services/operations";
import { Bench } from "./support/bench";

// Hundreds of requests each.
jest.setTimeout(30_000);

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

/** What HTTP allows in a header: anything of Latin-1 but control characters. */
const headerText = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff }))
    .map((code) => String.fromCharCode(code)),
});
const almostSigned = fc
  .tuple(headerText, fc.oneof(headerText, fc.constant("host;x-sdk-date")), fc.oneof(headerText, fc.constant("0abc")))
  .map(([access, names, made]) => `SDK-HMAC-SHA256 Access=${access}, SignedHeaders=${names}, Signature=${made}`);

it("any headers get an answer below 500", async () => {
  const headers = fc.record(
    {
      authorization: fc.oneof(headerText, almostSigned),
      "x-sdk-date": fc.oneof(headerText, fc.constant("20261399T256199Z")),
      "x-sdk-content-sha256": headerText,
      "x-security-token": headerText,
      "x-auth-token": headerText,
      "x-project-id": headerText,
      "content-type": fc.oneof(headerText, fc.constant("multipart/form-data")),
      "content-encoding": headerText,
      accept: headerText,
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "POST"),
      fc.constantFrom(...paths),
      headers,
      async (method, path, given) => {
        const sending = { ...(method === "POST" && { body: {} }), headers: given, unsigned: true };
        expect((await bench.client.call(method, path, sending)).status).toBeLessThan(500);
      },
    ),
    { numRuns: 200 },
  );
});

it("any headers beside a good signature leave the request as it is", async () => {
  const names = fc.stringMatching(/^x-[a-z]{1,12}$/).filter((name) => !name.startsWith("x-sdk"));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, headerText), async (headers) => {
      expect((await bench.client.call("GET", "/v3/{project_id}/running-tasks", { headers })).status).toBe(200);
    }),
    { numRuns: 50 },
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
