import { watching } from "./watching";

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
    expect(service.count("task")).toBeLessThanOrEqual(8);
  });

  test("that fail end as failed, with the word the service uses", async () => {
    const { clock, service, wait } = watching();
    const one = wait(service.add("a", 2_000, { end: "FAILED", operation: "RESET" }));
    const two = wait(service.add("b", 3_000));
    await expect(clock.until(one.outcome, 60_000)).resolves.toEqual({ end: "failed", status: "FAILED_RESET" });
    await expect(clock.until(two.outcome, 60_000)).resolves.toEqual({ end: "success", status: "SUCCESS_BIND" });
    expect(service.count("running")).toBe(0);
  });

  test("are looked at every second in their first minute, then every five", async () => {
    const { clock, service, wait } = watching();
    const one = wait(service.add("a", 600_000));
    await clock.until(one.outcome, 900_000);
    const times = service.requests.map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5_600);
    expect(gaps.slice(0, 50).every((gap) => gap <= 1_200)).toBe(true);
    expect(gaps.slice(-20).every((gap) => gap > 4_000)).toBe(true);
  });

  test("use tries and the lane that leave POSTs alone", async () => {
    const { clock, service, wait } = watching();
    await clock.until(wait(service.add("a", 1_000)).outcome, 60_000);
    await clock.until(wait(service.add("b", 1_000)).outcome, 60_000);
    expect(service.options.every(({ attempts, lane }) => attempts === 1 && lane === "status")).toBe(true);
  });
});
