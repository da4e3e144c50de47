import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { RequestBudget } from "../../provider/src/transport/requestBudget";
import { errorOf } from "./errorOf";
import { manualClock, type ManualClock } from "./manualClock";
import { startScriptedServer } from "./scriptedServer";
import type { Answer, ScriptedServer } from "./scriptedServer";
import { change, look, testService } from "./testService";

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});

afterEach(() => server.close());

const silent: Answer = () => undefined;

/** Resolves when so many requests have arrived. */
async function arrived(count: number): Promise<void> {
  while (server.seen.length < count) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("stops a body that is too large, also one that is small on the wire", async () => {
  const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, " "));
  const send = testService(server.url);
  const gzipped: Answer = (_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(bomb);
  };
  server.script(gzipped);
  expect(await errorOf(send.send(look))).toMatchObject({ kind: "tooLarge", accepted: "unknown" });
  expect(await errorOf(send.send({ ...look, maxBytes: 4 * 1024 * 1024 }))).toMatchObject({ kind: "tooLarge" });

  server.script({ status: 200, body: `"${"x".repeat(300 * 1024)}"` });
  expect(await errorOf(send.send(look))).toMatchObject({ kind: "tooLarge" });
  expect(await send.send({ ...look, maxBytes: 4 * 1024 * 1024 })).toHaveLength(300 * 1024);
});

test.each([
  ["too large", { status: 400, body: `"${"x".repeat(300 * 1024)}"` }],
  [
    "cut off",
    (_request: unknown, response: ServerResponse) => {
      response.writeHead(400, { "content-length": "100" });
      response.write("{", () => response.socket?.end());
    },
  ],
])("a refusal keeps its status when its body is %s, so nothing is sent again", async (_what, answer: Answer) => {
  server.script(answer);

  expect(await errorOf(testService(server.url).send(change))).toMatchObject({
    name: "ServiceError",
    status: 400,
    accepted: "no",
  });
  expect(server.seen).toHaveLength(1);
});

test("waits ten seconds for the headers", async () => {
  const clock = manualClock();
  server.script(silent);
  const error = errorOf(testService(server.url, { runtime: clock.runtime }).send(change));
  await arrived(1);

  await clock.advance(10_000);

  expect(await error).toMatchObject({ kind: "timeout", accepted: "unknown" });
  expect(clock.pending()).toEqual([]);
});

test("waits thirty seconds for a body that drips", async () => {
  const clock = manualClock();
  const dripping: Promise<void> = new Promise((resolve) => {
    server.script((_request, response) => {
      response.writeHead(200);
      response.write("{");
      resolve();
    });
  });
  let headersAt = false;
  const fetch: typeof clock.runtime.fetch = async (url, init) => {
    const response = await clock.runtime.fetch(url, init);
    headersAt = true;
    return response;
  };
  const error = errorOf(testService(server.url, { runtime: { ...clock.runtime, fetch } }).send(change));
  await dripping;
  while (!headersAt) {
    await new Promise((resolve) => setImmediate(resolve));
  }

  await clock.advance(29_000);
  expect(clock.pending()).toHaveLength(1);
  await clock.advance(1000);

  expect(await error).toMatchObject({ kind: "timeout", accepted: "unknown" });
});

test("ends at the deadline", async () => {
  const clock = manualClock();
  server.script(silent);
  const deadlineMs = clock.runtime.monotonicMs() + 3000;
  const error = errorOf(testService(server.url, { runtime: clock.runtime }).send(look, { deadlineMs }));
  await arrived(1);

  await clock.advance(3000);

  expect(await error).toMatchObject({ kind: "timeout", accepted: "unknown" });
  expect(clock.pending()).toEqual([]);
});

describe("with a grace for what is out at the deadline", () => {
  /** Sends a change with 3 s to its deadline. */
  const send = (clock: ManualClock, budget?: RequestBudget): Promise<unknown> =>
    testService(server.url, { runtime: clock.runtime, budget }).send(change, {
      deadlineMs: clock.runtime.monotonicMs() + 3000,
      graceMs: 1500,
    });

  test("takes an answer that comes within it", async () => {
    const clock = manualClock();
    let answer = (): void => undefined;
    server.script((_request, response) => {
      answer = () => void response.writeHead(200).end('"late"');
    });
    const reply = send(clock);
    await arrived(1);
    await clock.advance(4000);
    answer();
    expect(await reply).toBe("late");
    expect(clock.pending()).toEqual([]);
  });

  test("ends with it", async () => {
    const clock = manualClock();
    server.script(silent);
    const error = errorOf(send(clock));
    await arrived(1);
    await clock.advance(4500);
    expect(await error).toMatchObject({ kind: "timeout", accepted: "unknown" });
    expect(clock.pending()).toEqual([]);
  });

  test("sends nothing in it", async () => {
    const clock = manualClock();
    const budget = new RequestBudget(1, clock.runtime);
    await send(clock, budget);
    const error = errorOf(send(clock, budget));
    await clock.advance(3000);
    expect(await error).toMatchObject({ kind: "timeout", accepted: "no" });
    expect(server.seen).toHaveLength(1);
  });
});

test("sends nothing after its deadline", async () => {
  const error = await errorOf(testService(server.url).send(change, { deadlineMs: performance.now() - 1 }));

  expect(error).toMatchObject({ kind: "timeout", accepted: "no" });
  expect(server.seen).toHaveLength(0);
});

describe("stopping", () => {
  test("a request on its way may have been accepted", async () => {
    server.script(silent);
    const stop = new AbortController();
    const error = errorOf(testService(server.url).send(change, { signal: stop.signal }));
    await arrived(1);

    stop.abort();

    expect(await error).toMatchObject({ name: "TransportError", kind: "aborted", accepted: "unknown" });
  });

  test("a request that waits for its turn was certainly not accepted", async () => {
    const clock = manualClock();
    const { runtime } = clock;
    const budget = new RequestBudget(1, runtime);
    const service = testService(server.url, { runtime, budget });
    await service.send(change);
    const stop = new AbortController();
    const error = errorOf(service.send(change, { signal: stop.signal }));

    stop.abort();

    expect(await error).toMatchObject({ kind: "aborted", accepted: "no" });
    expect(server.seen).toHaveLength(1);
    expect(clock.pending()).toEqual([]);
  });

  test("an aborted signal sends nothing", async () => {
    const error = await errorOf(testService(server.url).send(change, { signal: AbortSignal.abort() }));

    expect(error).toMatchObject({ kind: "aborted", accepted: "no" });
    expect(server.seen).toHaveLength(0);
  });

  test("hundreds of calls with one signal cause no warning", async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning.name);
    process.on("warning", onWarning);
    const service = testService(server.url);
    const stop = new AbortController();

    await Promise.all(Array.from({ length: 200 }, () => service.send(look, { signal: stop.signal })));
    await new Promise((resolve) => setImmediate(resolve));

    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });
});
