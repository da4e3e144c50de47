import { createServer } from "node:net";
import type { Socket } from "node:net";
import { RequestBudget } from "../../provider/src/transport/requestBudget";
import { errorOf } from "./errorOf";
import { manualClock } from "./manualClock";
import { startScriptedServer } from "./scriptedServer";
import type { Answer, ScriptedServer } from "./scriptedServer";
import { change, look, testService } from "./testService";

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});

afterEach(() => server.close());

const reset: Answer = (_request, response) => response.socket?.resetAndDestroy();
const cut: Answer = (_request, response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"tasks":[');
  setImmediate(() => response.socket?.destroy());
};

/** Resolves when so many requests have arrived. */
async function arrived(count: number): Promise<void> {
  while (server.seen.length < count) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("repeating", () => {
  test.each([
    ["a reset", reset],
    ["a cut body", cut],
    ["an HTML page with 200", { status: 200, body: "<html></html>" }],
    ["truncated JSON", { status: 200, body: '{"total":' }],
    ["503", { status: 503, body: { error_code: "KPS.0003", error_msg: "busy" } }],
    ["429", { status: 429, body: {} }],
  ] as [string, Answer][])("a read survives %s", async (_name, answer) => {
    server.script(answer, answer, { status: 200, body: { total: 0 } });

    expect(await testService(server.url).send(look)).toEqual({ total: 0 });
    expect(server.seen).toHaveLength(3);
  });

  test("a byte order mark before the answer is no part of it, nor of a refusal", async () => {
    server.script(
      { status: 200, body: '\uFEFF{"total":0}' },
      { status: 400, body: '\uFEFF{"error_code":"KPS.0002","error_msg":"no"}' },
    );

    expect(await testService(server.url).send(look)).toEqual({ total: 0 });
    expect(await errorOf(testService(server.url).send(look))).toMatchObject({ code: "KPS.0002", serviceMessage: "no" });
    expect(server.seen).toHaveLength(2);
  });

  test.each([
    ["a reset", reset, { kind: "reset", accepted: "unknown" }],
    ["a cut body", cut, { kind: "reset", accepted: "unknown" }],
    ["an HTML page with 200", { status: 200, body: "<html></html>" }, { kind: "unreadable", accepted: "unknown" }],
    ["503", { status: 503 }, { status: 503, accepted: "unknown" }],
    ["400", { status: 400, body: { error_code: "KPS.0002", error_msg: "no" } }, { status: 400, accepted: "no" }],
  ] as [string, Answer, object][])("a change is sent once when it ends with %s", async (_name, answer, facts) => {
    server.script(answer);

    expect(await errorOf(testService(server.url).send(change))).toMatchObject(facts);
    expect(server.seen).toHaveLength(1);
  });

  test("a throttled change is sent again", async () => {
    server.script({ status: 429, headers: { "retry-after": "1" } }, { status: 202, body: { task_id: "t" } });
    const waits: number[] = [];

    const answer = await testService(server.url).send(change, { onWait: ({ ms }) => waits.push(ms) });

    expect(answer).toEqual({ task_id: "t" });
    expect(waits[0]).toBeGreaterThanOrEqual(1000);
  });

  test("a change that finds nobody listening was certainly not accepted", async () => {
    await server.close();

    const error = await errorOf(testService(server.url).send(change, { attempts: 2 }));

    expect(error).toMatchObject({ name: "TransportError", kind: "refused", accepted: "no" });
    server = await startScriptedServer();
  });
});

describe("redirects", () => {
  test.each([301, 302, 303, 307, 308])(
    "%d is not followed, and the error names the target host only",
    async (status) => {
      const target = await startScriptedServer();
      server.script({ status, headers: { location: `${target.url}/steal?token=abc` } });

      const error = await errorOf(testService(server.url).send(change));

      expect(error).toMatchObject({ kind: "redirect" });
      expect(String(error)).toContain(`127.0.0.1:${target.port}`);
      expect(String(error)).not.toContain("steal");
      expect(target.seen).toHaveLength(0);
      await target.close();
    },
  );
});

describe("errors", () => {
  test("say what was attempted and what came back, without secrets", async () => {
    const key = "the-root-password";
    server.script({
      status: 400,
      headers: { "x-request-id": "req-7" },
      body: { error_code: "KPS.0002", error_msg: `bad password ${key}\nfor\tserver` },
    });

    const error = await errorOf(testService(server.url).send({ ...change, secrets: [key] }));

    expect(error).toMatchObject({
      name: "ServiceError",
      service: "KPS",
      operation: "AssociateKeypair",
      method: "POST",
      path: "/v3/p/keypairs/associate",
      status: 400,
      code: "KPS.0002",
      serviceMessage: "bad password [removed] for server",
      requestId: "req-7",
    });
    expect(String(error)).toBe(
      `ServiceError: KPS AssociateKeypair (POST /v3/p/keypairs/associate at 127.0.0.1:${server.port}) ` +
        "was answered 400 KPS.0002: bad password [removed] for server (request id req-7).",
    );
  });

  test.each([
    ["talks plain text", (socket: Socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n")],
    ["hangs up", (socket: Socket) => socket.destroy()],
  ])("a TLS host that %s has certainly not accepted anything", async (_name, onConnection) => {
    const plain = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => onConnection(socket));
    });
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;

    const error = await errorOf(testService(`https://127.0.0.1:${port}`).send(change));

    expect(error).toMatchObject({ kind: "tls", accepted: "no" });
    plain.close();
  });
});

test("sends path, query and JSON body as given", async () => {
  const service = testService(`${server.url}/base/`);

  await service.send({ ...look, query: { limit: 5, marker: "a b*", offset: undefined } });
  await service.send(change);

  expect(server.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
    ["GET", "/base/v3/p/running-tasks?limit=5&marker=a%20b%2A", ""],
    ["POST", "/base/v3/p/keypairs/associate", '{"keypair_name":"ops"}'],
  ]);
  expect(server.seen[1]?.headers["content-type"]).toBe("application/json;charset=UTF-8");
});

test("a 429 slows down everybody who shares the budget", async () => {
  const clock = manualClock();
  const { runtime } = clock;
  const service = testService(server.url, { runtime, budget: new RequestBudget(6000, runtime) });
  server.script({ status: 429, headers: { "retry-after": "4" } }, { status: 200, body: {} });
  const first = service.send(look);
  await arrived(1);
  while (clock.pending().length === 0 || server.seen.length > 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setImmediate(resolve));
  const waits: number[] = [];
  const second = service.send(look, { onWait: ({ ms }) => waits.push(ms) });
  await clock.advance(3900);
  expect(server.seen).toHaveLength(1);

  await clock.advance(5000);

  await Promise.all([first, second]);
  expect(waits.length).toBeGreaterThan(0);
});
