import { hostBench, type HostBench } from "../support/hostBench";

jest.setTimeout(120_000);

let bench: HostBench;

beforeEach(async () => {
  bench = await hostBench([{ id: "web", status: "ACTIVE" }], {
    timeScale: 1,
    requestsPerMinute: 300,
    ecsRequestsPerMinute: 600,
    // Of the durations that a bind may have, one of the shortest: about 21 s.
    rngSeed: 6,
  });
});

afterEach(() => bench.close());

test("at the documented pace and under the documented quotas, with no time scaled, a bind is waited for and confirmed", async () => {
  const host = await bench.start({
    config: { "kps:requestsPerMinute": "300", "kps:ecsRequestsPerMinute": "600" },
    environment: { KPS_TEST_TIME_SCALE: "1" },
  });

  const startedMs = performance.now();
  const { outputs } = await host.create(bench.inputs("web"));
  const tookMs = performance.now() - startedMs;

  expect(outputs).toMatchObject({ phase: "bound", operation: "BIND", taskStatus: "SUCCESS_BIND", verified: true });
  const [task, ...others] = bench.emulator.control.state().tasks;
  expect(others).toEqual([]);
  const durationMs = (task?.endedAt ?? NaN) - (task?.startedAt ?? NaN);
  expect(durationMs).toBeGreaterThanOrEqual(21_000);
  expect(durationMs).toBeLessThanOrEqual(39_000);
  expect(tookMs).toBeGreaterThanOrEqual(durationMs);
  expect(tookMs).toBeLessThan(durationMs + 30_000);
  const statuses = bench.emulator.control.requests().map(({ status }) => status);
  expect(statuses).not.toContain(429);
  expect(
    bench.emulator.control.requests().filter(({ operation }) => operation === "ListKeypairTask").length,
  ).toBeLessThan(40);
});
