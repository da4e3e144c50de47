import { seeded, watching } from "./watching";

describe("one or two tasks", () => {
  test("are looked at on their own, with the statuses told as they change", async () => {
    const { clock, service, wait } = watching();
    service.status = (task, nowMs) =>
      nowMs < task.startMs + 3_000 ? "READY_BIND" : nowMs < task.endMs ? "RUNNING_BIND" : "SUCCESS_BIND";
    const one = wait(service.add("a", 6_500));
    await expect(clock.until(one.outcome, 60_000)).resolves.toEqual({ end: "success", status: "SUCCESS_BIND" });
    expect(one.progress.map(({ status }) => status)).toEqual(["READY_BIND", "RUNNING_BIND", "SUCCESS_BIND"]);
    expect(one.notes()).toEqual([]);
    expect(service.count("running")).toBe(0);
    expect(service.count("task")).toBeLessThanOrEqual(7);
  });

  test("that fail end as failed, with the word the service uses", async () => {
    const { clock, service, wait } = watching();
    const one = wait(service.add("a", 2_000, { end: "FAILED", operation: "RESET" }));
    const two = wait(service.add("b", 3_000));
    await expect(clock.until(one.outcome, 60_000)).resolves.toEqual({ end: "failed", status: "FAILED_RESET" });
    await expect(clock.until(two.outcome, 60_000)).resolves.toEqual({ end: "success", status: "SUCCESS_BIND" });
    expect(service.count("running")).toBe(0);
  });

  test("that take long are looked at less and less often, at least every five seconds", async () => {
    const { clock, service, wait } = watching();
    const one = wait(service.add("a", 600_000));
    await clock.until(one.outcome, 900_000);
    const times = service.requests.map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5_600);
    expect(gaps.slice(-20).every((gap) => gap > 4_000)).toBe(true);
  });

  test("use tries and the lane that leave POSTs alone", async () => {
    const { clock, service, wait } = watching();
    await clock.until(wait(service.add("a", 1_000)).outcome, 60_000);
    await clock.until(wait(service.add("b", 1_000)).outcome, 60_000);
    expect(service.options.every(({ attempts, lane }) => attempts === 1 && lane === "status")).toBe(true);
  });

  test("are looked at first when they may have ended, once twenty are known", async () => {
    const { clock, service, wait } = watching({ random: () => 0.5 });
    for (let index = 0; index < 20; index += 1) {
      await clock.until(wait(service.add(`learn-${index}`, 30_000)).outcome, 60_000);
    }
    service.requests.length = 0;
    const startMs = clock.monotonicMs();
    const one = wait(service.add("a", 30_000));
    await clock.until(one.outcome, 60_000);
    const firstLookMs = (service.requests[0]?.atMs ?? 0) - startMs;
    expect(firstLookMs).toBeGreaterThan(20_000);
    expect(firstLookMs).toBeLessThan(28_000);
    expect(service.requests.length).toBeLessThanOrEqual(5);
  });

  test("are sometimes looked at early all the same, once", async () => {
    const { clock, service, wait } = watching({ random: () => 0.01 });
    for (let index = 0; index < 20; index += 1) {
      await clock.until(wait(service.add(`learn-${index}`, 30_000)).outcome, 60_000);
    }
    service.requests.length = 0;
    const startMs = clock.monotonicMs();
    await clock.until(wait(service.add("a", 30_000)).outcome, 60_000);
    const [first = 0, second = 0] = service.requests.map(({ atMs }) => atMs - startMs);
    expect(first).toBeLessThan(13_000);
    expect(second).toBeGreaterThan(20_000);
  });

  test("cost little for what they notice once their spread is known", async () => {
    const { clock, service, wait } = watching();
    const random = seeded(99);
    let lagMs = 0;
    for (let index = 0; index < 320; index += 1) {
      if (index === 20) {
        service.requests.length = 0;
        lagMs = 0;
      }
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const task = service.add(`t-${index}`, 30_000 + 3_000 * normal);
      const one = wait(task);
      await clock.until(one.outcome, 90_000);
      lagMs += (one.endedAtMs ?? Infinity) - task.endMs;
    }
    // The least possible product of looks and lag (s) is 1.04 times the standard deviation.
    expect((service.requests.length / 300) * (lagMs / 300 / 1000)).toBeLessThanOrEqual(3 * 1.04 * 3);
  });
});
