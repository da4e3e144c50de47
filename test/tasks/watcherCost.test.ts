import { seeded, watching, type Wait } from "./watching";
import type { ScriptedTask } from "./scriptedService";

interface Measured {
  requests: number;
  perTask: Map<string, number>;
  lists: number;
  totalMs: number;
  lags: number[];
}

/** N tasks that last about so long, posted one shortly after the other. */
async function run(n: number, meanMs: number, seed: number): Promise<Measured> {
  const { clock, service, wait } = watching({ random: seeded(seed) });
  const random = seeded(seed + 1000);
  const startMs = clock.monotonicMs();
  const waits: { wait: Wait; task: ScriptedTask }[] = [];
  for (let index = 0; index < n; index += 1) {
    const task = service.add(`task-${index}`, meanMs * (0.7 + 0.6 * random()));
    waits.push({ task, wait: wait(task) });
    if (index % Math.ceil(n / 100) === 0) {
      await clock.advance(10);
    }
  }
  await clock.until(Promise.all(waits.map((each) => each.wait.outcome)), 3_600_000);
  const perTask = new Map<string, number>();
  service.requests.forEach(({ taskId }) => taskId !== undefined && perTask.set(taskId, (perTask.get(taskId) ?? 0) + 1));
  const lags = waits
    .map((each) => (each.wait.endedAtMs ?? Infinity) - each.task.endMs)
    .sort((one, other) => one - other);
  return {
    requests: service.requests.length,
    perTask,
    lists: service.count("running"),
    totalMs: clock.monotonicMs() - startMs,
    lags,
  };
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const p99 = (values: number[]): number => values[Math.ceil(values.length * 0.99) - 1] ?? NaN;

describe("what many waits cost", () => {
  test.each([3, 4, 5, 10, 30, 50].flatMap((n) => [5_000, 30_000, 120_000].map((meanMs) => [n, meanMs] as const)))(
    "%i tasks of about %i ms: requests and lag stay within the bar, whatever the dice say",
    async (n, meanMs) => {
      for (let seed = 1; seed <= (n >= 30 ? 3 : 10); seed += 1) {
        const { requests, totalMs, lags } = await run(n, meanMs, seed);
        expect(requests).toBeLessThanOrEqual(1.1 * n + Math.ceil(totalMs / 1000) * Math.ceil(n / 1000));
        expect(p99(lags)).toBeLessThanOrEqual(1_800);
        if (n >= 10) {
          expect(mean(lags)).toBeLessThanOrEqual(800);
        }
      }
    },
  );

  test.each([
    [1000, 5_000],
    [1000, 30_000],
    [1100, 15_000],
  ])("%i tasks of about %i ms: one list a second and page, one confirmation each", async (n, meanMs) => {
    const { requests, totalMs, lists, perTask, lags } = await run(n, meanMs, 3);
    expect(requests).toBeLessThanOrEqual(1.1 * n + Math.ceil(totalMs / 1000) * Math.ceil(n / 1000));
    expect(lists).toBeLessThanOrEqual(Math.ceil(totalMs / 1000) * Math.ceil(n / 1000));
    if (n === 1000) {
      expect([...perTask.values()].filter((times) => times > 1)).toEqual([]);
    }
    if (n === 1000 && meanMs === 30_000) {
      expect(mean(lags)).toBeLessThanOrEqual(800);
      expect(p99(lags)).toBeLessThanOrEqual(1_800);
    }
  });

  test("mean lag over many crowds of three is at most 0.8 s", async () => {
    const lags: number[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      lags.push(...(await run(3, 30_000, seed)).lags);
    }
    expect(mean(lags)).toBeLessThanOrEqual(800);
  });
});

test("what happens to one of a thousand waits costs no look at the facts of the others", async () => {
  const { clock, service, watcher, wait } = watching();
  let reads = 0;
  const now = clock.monotonicMs();
  const counted = (value: number): number => {
    reads += 1;
    return value;
  };
  const outcomes = Array.from({ length: 1_000 }, (_, index) => {
    const { taskId, serverId } = service.add(`task-${index}`, index < 20 ? 2_500 : 60_000);
    return watcher.wait({
      taskId,
      serverId,
      operation: "BIND",
      get submittedAtMs() {
        return counted(now);
      },
      get deadlineMs() {
        return counted(now + 1_800_000);
      },
    });
  });
  await clock.until(Promise.all(outcomes.slice(0, 20)), 60_000);
  const { sentAtMs } = await watcher.runningTasks({ sentAfterMs: 0, deadlineMs: now + 60_000 });
  expect(sentAtMs).toBeLessThan(clock.monotonicMs());
  const before = reads;
  for (let more = 0; more < 50; more += 1) {
    void wait(service.add(`later-${more}`, 60_000));
    await clock.advance(1);
  }
  expect(reads - before).toBeLessThan(2_000 + 50 * 4);
});
