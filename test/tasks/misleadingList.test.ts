import { runningEntry, serviceError, type ScriptedTask } from "./scriptedService";
import { watching, type Wait, type Watching } from "./watching";

jest.setTimeout(60_000);

const all = (waits: readonly Wait[]): Promise<unknown> => Promise.all(waits.map(({ outcome }) => outcome));
const looksAt = ({ service }: Watching, id: string): number =>
  service.requests.filter(({ taskId }) => taskId === id).length;
const truth = (task: ScriptedTask, nowMs: number): boolean => task.startMs <= nowMs && nowMs < task.endMs;

test("a list keyed by VM id serves as well", async () => {
  const { clock, service, wait } = watching();
  service.entry = (task) => ({ ...runningEntry(task), taskId: task.serverId });
  const waits = [5_000, 10_000, 20_000].map((ms, index) => wait(service.add(`t-${index}`, ms)));
  await clock.advance(4_000);
  expect(service.count("task")).toBe(0);
  await clock.until(all(waits), 60_000);
  expect(service.count("task")).toBeLessThanOrEqual(3 + 12);
  waits.forEach((each) => expect(each.notes()).toEqual([]));
});

test("a task of the same server that runs afterwards is not taken for the one that is waited for", async () => {
  const { clock, service, wait } = watching();
  const waits = [5_000, 10_000, 10_000].map((ms, index) => wait(service.add(`t-${index}`, ms)));
  service.add("after", 500_000, { serverId: "server-of-t-0", startMs: clock.monotonicMs() + 5_000 });
  await clock.until(all(waits), 20_000);
});

describe("entries that come late", () => {
  test("cost few requests", async () => {
    const rig = watching();
    const { clock, service, wait } = rig;
    service.listed = (task, nowMs) => truth(task, nowMs) && nowMs >= task.startMs + 2_500;
    const waits = Array.from({ length: 200 }, (_, index) => wait(service.add(`t-${index}`, 30_000)));
    await clock.advance(20_000);
    expect(service.count("task")).toBeLessThanOrEqual(2 * 16);
    const before = service.count("task");
    const more = Array.from({ length: 50 }, (_, index) => wait(service.add(`u-${index}`, 30_000)));
    await clock.advance(8_000);
    expect(service.count("task") - before).toBeLessThanOrEqual(16);
    await clock.until(all([...waits, ...more]), 90_000);
    waits.forEach((each) => expect(each.notes()).toEqual([]));
  });

  test("do not hide a short task for long", async () => {
    const { clock, service, wait } = watching();
    service.listed = (task, nowMs) => truth(task, nowMs) && nowMs >= task.startMs + 2_500;
    const startMs = clock.monotonicMs();
    const long = [1, 2, 3].map((index) => wait(service.add(`t-${index}`, 30_000)));
    const short = wait(service.add("short", 1_500));
    await clock.until(short.outcome, 60_000);
    expect(clock.monotonicMs() - startMs).toBeLessThan(5_000);
    await clock.until(all(long), 60_000);
  });
});

describe("a list that never shows a task", () => {
  test("is no longer trusted with it, which is said once; the others are still served by it", async () => {
    const rig = watching();
    const { clock, service, wait } = rig;
    service.listed = (task, nowMs) => task.taskId !== "hidden" && truth(task, nowMs);
    const hidden = wait(service.add("hidden", 20_000));
    const others = [1, 2, 3].map((index) => wait(service.add(`t-${index}`, 30_000)));
    await clock.until(hidden.outcome, 60_000);
    expect((hidden.endedAtMs ?? 0) - 1_000_000).toBeLessThan(23_000);
    expect(hidden.notes()).toEqual([expect.stringContaining("does not show the task although it runs")]);
    expect(looksAt(rig, "hidden")).toBeLessThanOrEqual(22);
    expect(looksAt(rig, "t-1")).toBe(0);
    await clock.until(all(others), 60_000);
    others.forEach((each) => expect(each.notes()).toEqual([]));
  });

  test("is trusted again once it shows the task", async () => {
    const rig = watching();
    const { clock, service, wait } = rig;
    service.listed = (task, nowMs) =>
      truth(task, nowMs) && (task.taskId !== "hidden" || nowMs >= task.startMs + 10_000);
    wait(service.add("hidden", 60_000)).outcome.catch(() => undefined);
    for (const id of ["t-1", "t-2", "t-3"]) {
      wait(service.add(id, 60_000)).outcome.catch(() => undefined);
    }
    await clock.advance(12_000);
    const before = looksAt(rig, "hidden");
    await clock.advance(30_000);
    expect(looksAt(rig, "hidden")).toBe(before);
  });

  test("and no task at all: each is looked at within half of the quota", async () => {
    const { clock, service, wait } = watching();
    service.listed = () => false;
    const waits = Array.from({ length: 40 }, (_, index) => wait(service.add(`t-${index}`, 60_000)));
    await clock.advance(20_000);
    const before = service.requests.length;
    await clock.advance(30_000);
    expect(service.requests.length - before).toBeLessThanOrEqual(30 * 11);
    await clock.until(all(waits), 60_000);
  });
});

test("a list that still shows what has ended delays, and fails nobody", async () => {
  const { clock, service, wait } = watching();
  service.listed = (task, nowMs) => task.startMs <= nowMs && nowMs < task.endMs + 10_000;
  const waits = [20_000, 21_000, 22_000].map((ms, index) =>
    wait(service.add(`t-${index}`, ms, { end: index === 1 ? "FAILED" : "SUCCESS" })),
  );
  await clock.until(all(waits), 60_000);
  expect(clock.monotonicMs() - 1_000_000).toBeLessThan(34_000);
  await expect(waits[1]?.outcome).resolves.toEqual({ end: "failed", status: "FAILED_BIND" });
});

test("a list that shrinks between its pages makes no task look ended", async () => {
  const { clock, service, wait } = watching({ latencyMs: 400 });
  const endMs: number[] = [];
  const waits = Array.from({ length: 1100 }, (_, index) => {
    endMs.push(5_000 + ((index * 7919) % 1100) * 18);
    return wait(service.add(`t-${index}`, endMs[index] ?? 0));
  });
  await clock.until(all(waits), 600_000);
  waits.forEach((each, index) => expect(each.endedAtMs).toBeGreaterThanOrEqual(1_000_000 + (endMs[index] ?? 0)));
  expect(service.count("task")).toBe(1100);
});

test("a snapshot with a failed page counts for nothing", async () => {
  const { clock, service, wait } = watching();
  service.fault = ({ route, page }) => (route === "running" && page?.offset === 1000 ? serviceError(502) : undefined);
  for (let index = 0; index < 1500; index += 1) {
    wait(service.add(`t-${index}`, 60_000)).outcome.catch(() => undefined);
  }
  await clock.advance(2_500);
  expect(service.count("running")).toBeGreaterThan(0);
  expect(service.count("task")).toBe(0);
});

describe("a list that is refused", () => {
  test.each([403, 404])("with %i: each task is looked at on its own, and that is said once", async (status) => {
    const { clock, service, wait } = watching();
    service.fault = ({ route }) =>
      route === "running" ? serviceError(status, "KPS.0003", "ListRunningTask") : undefined;
    const waits = [1, 2, 3, 4].map((index) => wait(service.add(`t-${index}`, index * 10_000)));
    await clock.until(all(waits), 90_000);
    waits.forEach((each) =>
      expect(each.notes()).toEqual([expect.stringContaining(`refused (HTTP ${status} KPS.0003)`)]),
    );
    expect(service.count("running")).toBe(1);
    expect((waits[3]?.endedAtMs ?? 0) - 1_000_000).toBeLessThan(45_000);
  });
});
