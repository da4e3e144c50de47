import { isWaitInterruptedError } from "../../provider/src/tasks/waitInterruptedError";
import { reset, serviceError } from "./scriptedService";
import { watching, type Watching } from "./watching";

const far = 10_000_000;

function ask({ watcher, clock }: Watching, sentAfterMs = clock.monotonicMs(), more: object = {}) {
  return watcher.runningTasks({ sentAfterMs, deadlineMs: far, ...more });
}

describe("those who ask for the running tasks", () => {
  test("get all pages and when the first was sent", async () => {
    const rig = watching();
    Array.from({ length: 1200 }, (_, index) => rig.service.add(`t-${index}`, 60_000));
    const snapshot = await rig.clock.until(ask(rig), 10_000);
    expect(snapshot.tasks).toHaveLength(1200);
    expect(snapshot.complete).toBe(true);
    expect(snapshot.sentAtMs).toBe(1_000_000);
    expect(rig.service.requests.map(({ page }) => page)).toEqual([
      { limit: 1000, offset: 0 },
      { limit: 1000, offset: 201 },
    ]);
  });

  test("at the same time share one list", async () => {
    const rig = watching();
    const snapshots = await rig.clock.until(Promise.all(Array.from({ length: 200 }, () => ask(rig))), 10_000);
    expect(new Set(snapshots).size).toBe(1);
    expect(rig.service.count("running")).toBe(1);
  });

  test("while a list is in flight that was sent before are all served by one that follows", async () => {
    const rig = watching({ latencyMs: 2_000 });
    const first = ask(rig);
    await rig.clock.advance(500);
    const late = [ask(rig), ask(rig), ask(rig)];
    const joined = ask(rig, 1_000_000);
    await rig.clock.advance(500);
    late.push(ask(rig));
    const [one, two, ...rest] = await rig.clock.until(Promise.all([first, joined, ...late]), 60_000);
    expect(two).toBe(one);
    expect(new Set(rest).size).toBe(1);
    expect(rest[0]?.sentAtMs).toBe(1_002_000);
    expect(rig.service.count("running")).toBe(2);
  });

  test("for a server get the newest list that names it, as long as one is remembered that was sent since", async () => {
    const rig = watching();
    const { serverId: naming } = rig.service.add("t-0", 1_500);
    const first = await rig.clock.until(ask(rig), 10_000);
    const sinceMs = first.sentAtMs;
    await rig.clock.advance(2_000);
    const second = await rig.clock.until(ask(rig), 10_000);
    expect(second.tasks).toEqual([]);
    expect(await ask(rig, sinceMs, { naming })).toBe(first);
    expect(await ask(rig, sinceMs, { naming: "server-of-another" })).toBe(second);
    expect(await ask(rig, sinceMs)).toBe(second);
    expect(await ask(rig, sinceMs + 1, { naming })).toBe(second);
    await rig.clock.advance(6_000);
    const third = await rig.clock.until(ask(rig), 10_000);
    expect(await ask(rig, sinceMs, { naming })).toBe(third);
  });

  test("while a list waits for the request budget are served by it, as it is sent after they asked", async () => {
    const rig = watching({ latencyMs: 10_000 });
    const first = ask(rig);
    await rig.clock.advance(3_000);
    const meanwhile = ask(rig);
    rig.service.options[0]?.onSend?.();
    await rig.clock.advance(100);
    const late = ask(rig);
    const [one, two, three] = await rig.clock.until(Promise.all([first, meanwhile, late]), 60_000);
    expect(one.sentAtMs).toBe(1_003_000);
    expect(two).toBe(one);
    expect(three).not.toBe(one);
    expect(rig.service.count("running")).toBe(2);
  });

  test("are served by the last list if it is fresh enough", async () => {
    const rig = watching();
    await rig.clock.until(ask(rig), 10_000);
    await rig.clock.advance(900);
    const snapshot = await rig.clock.until(ask(rig, rig.clock.monotonicMs() - 1_000), 0);
    expect(snapshot.sentAtMs).toBe(1_000_000);
    expect(rig.service.count("running")).toBe(1);
  });

  test("never see lists closer than a second", async () => {
    const rig = watching();
    for (let index = 0; index < 20; index += 1) {
      await rig.clock.until(ask(rig), 10_000);
    }
    expect(rig.clock.monotonicMs()).toBe(1_019_050);
    expect(rig.service.count("running")).toBe(20);
  });

  test("for a time to come or after a pause wait for it", async () => {
    const rig = watching({ timeScale: 0.1 });
    const snapshot = await rig.clock.until(ask(rig, 1_005_000), 60_000);
    expect(snapshot.sentAtMs).toBe(1_005_000);
    const later = await rig.clock.until(ask(rig, 0, { pauseMs: 3_000 }), 60_000);
    expect(later.sentAtMs).toBe(1_005_050 + 300);
  });

  test("share the lists of those who wait", async () => {
    const rig = watching();
    for (const id of ["t-1", "t-2", "t-3"]) {
      rig.wait(rig.service.add(id, 60_000)).outcome.catch(() => undefined);
    }
    await rig.clock.advance(10_000);
    const asks = Array.from({ length: 50 }, (_, index) => ask(rig, 1_010_000 + index * 100));
    await rig.clock.until(Promise.all(asks), 10_000);
    expect(rig.service.count("running")).toBeLessThanOrEqual(15);
  });

  test("are told of waits for the request budget, all of them", async () => {
    const rig = watching();
    const told: number[] = [];
    const asks = [1, 2].map(() => ask(rig, undefined, { onWait: ({ ms }: { ms: number }) => told.push(ms) }));
    await rig.clock.advance(10);
    rig.service.options[0]?.onWait?.({ ms: 700 });
    expect(told).toEqual([700, 700]);
    await rig.clock.until(Promise.all(asks), 10_000);
  });
});

describe("a list that fails", () => {
  test("is tried again for those who ask", async () => {
    const rig = watching();
    let left = 4;
    rig.service.fault = () => (left-- > 0 ? reset() : undefined);
    await expect(rig.clock.until(ask(rig), 60_000)).resolves.toMatchObject({ tasks: [] });
    expect(rig.service.count("running")).toBe(5);
  });

  test("is given up after five times, with its last error", async () => {
    const rig = watching();
    rig.service.fault = () => serviceError(502);
    await expect(rig.clock.until(ask(rig), 120_000)).rejects.toMatchObject({ name: "ServiceError", status: 502 });
    expect(rig.service.count("running")).toBe(5);
    await rig.clock.advance(0);
    expect(rig.clock.pending).toBe(0);
  });

  test.each([400, 401, 403, 404])("is given up at once when it is refused with %i", async (status) => {
    const rig = watching();
    rig.service.fault = () => serviceError(status);
    await expect(rig.clock.until(ask(rig), 120_000)).rejects.toMatchObject({ status });
    expect(rig.service.count("running")).toBe(1);
  });

  test("is tried again after a throttle", async () => {
    const rig = watching();
    let left = 1;
    rig.service.fault = () => (left-- > 0 ? serviceError(429) : undefined);
    await expect(rig.clock.until(ask(rig), 60_000)).resolves.toMatchObject({ tasks: [] });
  });
});

describe("somebody who asks", () => {
  test("is told at the deadline, with the last error", async () => {
    const rig = watching();
    rig.service.fault = () => reset();
    const asked = ask(rig, undefined, { deadlineMs: 1_000_900 });
    const error: unknown = await rig.clock.until(asked, 60_000).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "SnapshotDeadlineError", cause: { name: "TransportError" } });
    expect(String(error)).toContain("The list of running tasks did not come before the deadline: KPS GET");
    expect(rig.clock.monotonicMs()).toBe(1_000_900);
  });

  test("can give up, which ends the list if nobody else wants it", async () => {
    const rig = watching({ latencyMs: 5_000 });
    const abort = new AbortController();
    const asked = ask(rig, undefined, { signal: abort.signal });
    await rig.clock.advance(1_000);
    abort.abort();
    const error: unknown = await rig.clock.until(asked, 0).catch((reason: unknown) => reason);
    expect(isWaitInterruptedError(error)).toBe(true);
    await rig.clock.advance(0);
    expect(rig.service.options[0]?.signal?.aborted).toBe(true);
    expect(rig.clock.pending).toBe(0);
  });

  test("after such an end gets a list of its own", async () => {
    const rig = watching({ latencyMs: 5_000 });
    const abort = new AbortController();
    const given = ask(rig, undefined, { signal: abort.signal });
    await rig.clock.advance(1_000);
    abort.abort();
    await expect(rig.clock.until(given, 0)).rejects.toThrow("interrupted");
    await expect(rig.clock.until(ask(rig), 60_000)).resolves.toMatchObject({ sentAtMs: 1_001_000 });
  });

  test("and has given up before sends nothing", async () => {
    const rig = watching();
    await expect(rig.clock.until(ask(rig, undefined, { signal: AbortSignal.abort() }), 0)).rejects.toThrow(
      "interrupted",
    );
    expect(rig.service.requests).toEqual([]);
  });
});

test("failed tasks are listed on their own", async () => {
  const rig = watching();
  rig.service.failedRecords.push({
    taskId: "f",
    serverId: "s",
    operateType: "FAILED_BIND",
    taskTime: 5,
    serverName: "",
    keyPairName: "",
  });
  const [failed, running] = await rig.clock.until(
    Promise.all([rig.watcher.failedTasks({ sentAfterMs: 0, deadlineMs: far }), ask(rig)]),
    60_000,
  );
  expect(failed.tasks.map(({ taskId }) => taskId)).toEqual(["f"]);
  expect(running.tasks).toEqual([]);
  expect([rig.service.count("failed"), rig.service.count("running")]).toEqual([1, 1]);
});

test("a list that shows less than it counts is served as it is, and said not to be complete", async () => {
  const rig = watching();
  rig.service.total = (shown) => shown + 1;
  rig.service.add("t-1", 60_000);
  await expect(rig.clock.until(ask(rig), 10_000)).resolves.toMatchObject({
    tasks: [{ taskId: "t-1" }],
    complete: false,
  });
});

test("entries that cannot be read make what they name busy", async () => {
  const rig = watching();
  rig.service.unreadable.push({ key: "k", names: ["s-9"] });
  const snapshot = await rig.clock.until(ask(rig), 10_000);
  expect(snapshot).toMatchObject({ tasks: [], complete: true });
  expect([...snapshot.busy]).toEqual(["s-9"]);
});
