import { Bench, byPassword } from "./support/bench";

let bench: Bench;
const running = "/v3/{project_id}/running-tasks";

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

it("a scripted reply comes instead of the service's, as often as asked for", async () => {
  bench.emulator.control.fault({
    operation: "ListRunningTask",
    times: 2,
    status: 503,
    body: { error_code: "KPS.0003", error_msg: "down" },
    headers: { "retry-after": "7" },
  });
  for (let index = 0; index < 2; index += 1) {
    const reply = await bench.client.call("GET", running);
    expect(reply.status).toBe(503);
    expect(reply.body).toEqual({ error_code: "KPS.0003", error_msg: "down" });
    expect(reply.headers.get("retry-after")).toBe("7");
  }
  expect((await bench.client.call("GET", running)).status).toBe(200);
});

it("fits by path as well, and leaves other requests alone", async () => {
  bench.emulator.control.fault({ path: "/cloudservers/up", status: 403, body: "forbidden" });
  expect((await bench.client.call("GET", running)).status).toBe(200);
  const reply = await bench.client.call("GET", "/v1/{project_id}/cloudservers/up");
  expect(reply.status).toBe(403);
  expect(reply.bytes.toString()).toBe("forbidden");
});

it("cut before: the connection ends and nothing has happened", async () => {
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "before" });
  await expect(bench.associate("up", "one", byPassword())).rejects.toThrow();
  expect(bench.emulator.control.state().tasks).toEqual([]);
  expect(bench.emulator.control.requests()).toMatchObject([{ status: 0, accepted: false }]);
});

it("cut after: the connection ends and the task exists all the same", async () => {
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
  await expect(bench.associate("up", "one", byPassword())).rejects.toThrow();
  const { taskId } = bench.lastTask();
  expect(bench.emulator.control.requests()).toMatchObject([
    { operation: "AssociateKeypair", status: 202, accepted: true, taskId, serverId: "up", keyPairName: "one" },
  ]);
});

it("a delay holds the real reply back", async () => {
  bench.emulator.control.fault({ operation: "ListRunningTask", delayMs: 60 });
  const before = performance.now();
  expect((await bench.client.call("GET", running)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(59);
});

it("headers without a status are added to the real reply", async () => {
  bench.emulator.control.fault({ headers: { "x-extra": "1" } });
  const reply = await bench.client.call("GET", running);
  expect(reply.body).toEqual({ total: 0, tasks: [] });
  expect(reply.headers.get("x-extra")).toBe("1");
});

it("are forgotten when asked", async () => {
  bench.emulator.control.fault({ status: 500, times: 9 });
  bench.emulator.control.clearFaults();
  expect((await bench.client.call("GET", running)).status).toBe(200);
});

it("closing does not wait for a reply that is held back", async () => {
  const other = await Bench.start();
  other.emulator.control.fault({ delayMs: 60_000 });
  const reply = other.client.call("GET", running);
  const ended = expect(reply).rejects.toThrow();
  while (other.emulator.control.requests().length === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await other.emulator.close();
  await ended;
});
