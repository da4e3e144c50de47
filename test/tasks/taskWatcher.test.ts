import { isTaskDeadlineError } from "../../provider/src/tasks/taskDeadlineError";
import { isWaitInterruptedError } from "../../provider/src/tasks/waitInterruptedError";
import { runningEntry, serviceError } from "./scriptedService";
import { watching } from "./watching";

describe("three tasks and more", () => {
  test("share one list, and each is asked for only when the list no longer shows it", async () => {
    const { clock, service, wait } = watching();
    const waits = [4_300, 9_300, 9_300, 9_300].map((ms, index) => wait(service.add(`t-${index}`, ms)));
    await clock.advance(8_000);
    expect(service.requests.filter(({ route }) => route === "task").map(({ taskId }) => taskId)).toEqual(["t-0"]);
    await clock.until(Promise.all(waits.map(({ outcome }) => outcome)), 60_000);
    expect(service.count("task")).toBe(4);
    expect(waits[1]?.progress.map(({ status }) => status)).toEqual(["RUNNING", "SUCCESS_BIND"]);
  });

  test("a list that was sent before a POST says nothing about its task", async () => {
    const { clock, service, wait } = watching({ latencyMs: 400 });
    for (let index = 0; index < 3; index += 1) {
      wait(service.add(`t-${index}`, 60_000)).outcome.catch(() => undefined);
    }
    await clock.advance(1_000);
    while (service.count("running") < 2) {
      await clock.advance(10);
    }
    await clock.advance(250);
    // The answer is made already and on its way, without the task that is accepted now.
    const late = wait(service.add("late", 60_000));
    await clock.advance(5_000);
    expect(service.requests.filter(({ taskId }) => taskId === "late")).toEqual([]);
    expect(late.progress.map(({ status }) => status)).toEqual(["RUNNING"]);
  });

  test("a status that nobody knows is said once and never ends a wait", async () => {
    const { clock, service, wait } = watching();
    service.status = (task, nowMs) => (nowMs < task.startMs + 20_000 ? "SUSPENDED_BIND" : "SUCCESS_BIND");
    const waits = [1, 2, 3].map((index) => wait(service.add(`t-${index}`, 5_000)));
    await clock.until(Promise.all(waits.map(({ outcome }) => outcome)), 60_000);
    for (const each of waits) {
      expect(each.notes().filter((note) => note.includes("SUSPENDED_BIND"))).toHaveLength(1);
      expect((each.endedAtMs ?? 0) - clock.monotonicMs()).toBeLessThanOrEqual(0);
      await expect(each.outcome).resolves.toEqual({ end: "success", status: "SUCCESS_BIND" });
    }
  });
});

describe("the deadline", () => {
  test("ends the wait with what was seen, after a last look", async () => {
    const { clock, service, wait } = watching();
    const startMs = clock.monotonicMs();
    const one = wait(service.add("a", 60_000), { deadlineMs: startMs + 20_500 });
    const error: unknown = await clock.until(one.outcome, 30_000).catch((reason: unknown) => reason);
    expect(isTaskDeadlineError(error)).toBe(true);
    expect(error).toMatchObject({
      taskId: "a",
      serverId: "server-of-a",
      lastStatus: "RUNNING_BIND",
      waitedMs: 20_500,
      observed: { RUNNING_BIND: service.count("task") },
    });
    expect(String(error)).toContain("has not ended within 21 s (last status RUNNING_BIND; seen: RUNNING_BIND: ");
    expect(clock.monotonicMs()).toBe(startMs + 20_500);
    expect(service.requests.at(-1)?.atMs).toBe(startMs + 19_500);
  });

  test("lets the last look find the end that a stale list hides", async () => {
    const { clock, service, wait } = watching();
    service.listed = () => true;
    const deadlineMs = clock.monotonicMs() + 30_000;
    const waits = [1, 2, 3].map((index) => wait(service.add(`t-${index}`, 5_000), { deadlineMs }));
    await clock.until(Promise.all(waits.map(({ outcome }) => outcome)), 60_000);
    expect(service.count("task")).toBe(3);
  });

  test("is kept although a request hangs", async () => {
    const { clock, service, wait } = watching({ latencyMs: 3_600_000 });
    const startMs = clock.monotonicMs();
    const one = wait(service.add("a", 1_000), { deadlineMs: startMs + 10_000 });
    await expect(clock.until(one.outcome, 30_000)).rejects.toMatchObject({ name: "TaskDeadlineError", observed: {} });
    expect(clock.monotonicMs()).toBe(startMs + 10_000);
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });

  test("that is long past ends the wait at once", async () => {
    const { clock, service, wait } = watching();
    const one = wait(service.add("a", 1_000), { deadlineMs: clock.monotonicMs() - 1 });
    await expect(clock.until(one.outcome, 0)).rejects.toMatchObject({ name: "TaskDeadlineError" });
    expect(service.requests).toEqual([]);
  });
});

describe("an abort", () => {
  test("ends the wait at once and the request that is under way, and leaves nothing behind", async () => {
    const { clock, service, wait } = watching({ latencyMs: 5_000 });
    const abort = new AbortController();
    const one = wait(service.add("a", 60_000), { signal: abort.signal });
    await clock.advance(2_000);
    expect(service.requests).toHaveLength(1);
    abort.abort();
    const error: unknown = await clock.until(one.outcome, 0).catch((reason: unknown) => reason);
    expect(isWaitInterruptedError(error)).toBe(true);
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });

  test("ends a list that nobody waits for any more", async () => {
    const { clock, service, wait } = watching({ latencyMs: 5_000 });
    const abort = new AbortController();
    const waits = [1, 2, 3].map((index) => wait(service.add(`t-${index}`, 60_000), { signal: abort.signal }));
    await clock.advance(2_000);
    expect(service.count("running")).toBe(1);
    abort.abort();
    await clock.until(Promise.allSettled(waits.map(({ outcome }) => outcome)), 0);
    await clock.advance(0);
    expect(service.options[0]?.signal?.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test("before the wait sends nothing", async () => {
    const { clock, service, wait } = watching();
    const one = wait(service.add("a", 1_000), { signal: AbortSignal.abort() });
    await expect(clock.until(one.outcome, 0)).rejects.toMatchObject({ name: "WaitInterruptedError" });
    await clock.advance(10_000);
    expect(service.requests).toEqual([]);
  });
});

describe("a task the service does not know", () => {
  test("counts as gone after five answers over half a minute", async () => {
    const { clock, service, wait } = watching();
    const one = wait({ taskId: "gone", serverId: "s" });
    const startMs = clock.monotonicMs();
    await expect(clock.until(one.outcome, 60_000)).resolves.toEqual({ end: "unknown", seen: false });
    expect(clock.monotonicMs() - startMs).toBeGreaterThanOrEqual(30_000);
    expect(service.count("task")).toBeGreaterThanOrEqual(5);
    expect(one.notes()).toEqual([expect.stringContaining("does not know the task")]);
  });

  test.each([
    ["shows its server with another task: it was not seen", "another", false],
    ["shows it under its own id: it was seen", "gone", true],
  ])("counts as gone once a list no longer %s", async (_name, listedAs, seen) => {
    const { clock, service, wait } = watching();
    service.entry = (task) => ({ ...runningEntry(task), ...(task.taskId === "running" && { taskId: listedAs }) });
    const gone = { taskId: "gone", serverId: service.add("running", 10_000).serverId };
    for (const id of ["t-1", "t-2", "t-3"]) {
      wait(service.add(id, 120_000)).outcome.catch(() => undefined);
    }
    await expect(clock.until(wait(gone).outcome, 90_000)).resolves.toEqual({ end: "unknown", seen });
  });

  test("counts as gone in a crowd as well", async () => {
    const { clock, wait, service } = watching();
    const gone = wait({ taskId: "gone", serverId: "s" }, { resumed: true });
    for (const id of ["t-1", "t-2", "t-3"]) {
      wait(service.add(id, 120_000)).outcome.catch(() => undefined);
    }
    await expect(clock.until(gone.outcome, 60_000)).resolves.toEqual({ end: "unknown", seen: false });
  });

  test("counts as gone after five answers at once, where nobody posted it", async () => {
    const { clock, service, wait } = watching();
    const one = wait({ taskId: "gone", serverId: "s" }, { resumed: true, unknownAfterMs: 0 });
    await expect(clock.until(one.outcome, 10_000)).resolves.toEqual({ end: "unknown", seen: false });
    expect(service.count("task")).toBe(5);
  });

  test("is not given up for two such answers", async () => {
    const { clock, service, wait } = watching();
    service.add("a", 10_000);
    service.status = (task, nowMs) =>
      service.count("task") % 3 === 0
        ? nowMs < task.endMs
          ? "RUNNING_BIND"
          : "SUCCESS_BIND"
        : serviceError(404, "KPS.0005");
    const one = wait({ taskId: "a", serverId: "s" }, { resumed: true });
    await expect(clock.until(one.outcome, 60_000)).resolves.toEqual({ end: "success", status: "SUCCESS_BIND" });
  });

  test("is not asked for at every tick", async () => {
    const { clock, service, wait } = watching();
    wait({ taskId: "not-yet", serverId: "s" }).outcome.catch(() => undefined);
    for (const id of ["t-1", "t-2", "t-3"]) {
      wait(service.add(id, 100_000)).outcome.catch(() => undefined);
    }
    await clock.advance(60_000);
    expect(service.requests.filter(({ taskId }) => taskId === "not-yet").length).toBeLessThanOrEqual(14);
  });
});

test("a wait taken up again is looked at at once", async () => {
  const { clock, service, wait } = watching();
  const one = wait(service.add("a", 1, { startMs: 0, endMs: 10 }), { resumed: true });
  await expect(clock.until(one.outcome, 100)).resolves.toEqual({ end: "success", status: "SUCCESS_BIND" });
});

test("a row that cannot be shown ends its own wait only", async () => {
  const { clock, service, wait } = watching();
  const one = wait(service.add("a", 5_000), {
    onProgress: () => {
      throw new Error("no row");
    },
  });
  const two = wait(service.add("b", 5_000));
  await expect(clock.until(one.outcome, 60_000)).rejects.toThrow("no row");
  await expect(clock.until(two.outcome, 60_000)).resolves.toMatchObject({ end: "success" });
});

test("nothing is left when nobody waits", async () => {
  const { clock, service, wait } = watching();
  const waits = [1, 2, 3, 4].map((index) => wait(service.add(`t-${index}`, 3_000)));
  await clock.until(Promise.all(waits.map(({ outcome }) => outcome)), 60_000);
  await clock.advance(0);
  expect(clock.pending).toBe(0);
  const sent = service.requests.length;
  await clock.advance(60_000);
  expect(service.requests).toHaveLength(sent);
});

test("every interval follows the time scale", async () => {
  const { clock, service, wait } = watching({ timeScale: 0.1, latencyMs: 2 });
  const startMs = clock.monotonicMs();
  const waits = [1, 2, 3].map((index) => wait(service.add(`t-${index}`, 3_000)));
  await clock.until(Promise.all(waits.map(({ outcome }) => outcome)), 60_000);
  expect(clock.monotonicMs() - startMs).toBeLessThan(3_180);
  expect(service.count("running")).toBeGreaterThan(25);
});

test("a jump of the wall clock moves no deadline", async () => {
  const wall = jest.spyOn(Date, "now");
  try {
    const { clock, service, wait } = watching();
    const startMs = clock.monotonicMs();
    const one = wait(service.add("a", 60_000), { deadlineMs: startMs + 10_000 });
    const two = wait(service.add("b", 5_000));
    await clock.advance(2_000);
    wall.mockReturnValue(8.64e15);
    await expect(clock.until(two.outcome, 60_000)).resolves.toMatchObject({ end: "success" });
    wall.mockReturnValue(0);
    await expect(clock.until(one.outcome, 60_000)).rejects.toMatchObject({ waitedMs: 10_000 });
    expect(clock.monotonicMs()).toBe(startMs + 10_000);
  } finally {
    wall.mockRestore();
  }
});
