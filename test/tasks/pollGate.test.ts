import { PollGate } from "../../provider/src/tasks/pollGate";

const clock = { nowMs: 0 };
const gate = (): PollGate =>
  new PollGate({ monotonicMs: () => clock.nowMs, startTimer: () => () => undefined, random: () => 1, timeScale: 1 });

beforeEach(() => {
  clock.nowMs = 100_000;
});

test("holds nothing back while all is well", () => {
  const open = gate();
  open.started("task");
  open.answered("task");
  expect([open.earliestMs("task"), open.earliestMs("running")].every((atMs) => atMs <= clock.nowMs)).toBe(true);
});

test("a list that fails backs off, longer each time, until it succeeds", () => {
  const failing = gate();
  const delays = [1, 2, 3, 4, 5, 6].map(() => {
    failing.started("running");
    failing.failed("running", 0);
    return failing.earliestMs("running") - clock.nowMs;
  });
  expect(delays).toEqual([1000, 1000, 2000, 4000, 8000, 10_000]);
  failing.answered("running");
  expect(failing.earliestMs("running")).toBeLessThanOrEqual(clock.nowMs);
});

test("while nothing answers all kinds of requests are a second apart", () => {
  const down = gate();
  down.started("running");
  down.failed("running", 0);
  expect([down.earliestMs("task"), down.earliestMs("failed")]).toEqual([101_000, 101_000]);
  down.answered("task");
  expect(down.earliestMs("failed")).toBeLessThanOrEqual(clock.nowMs);
});

test("single tasks that fail are asked for one a second though the list answers", () => {
  const failing = gate();
  failing.started("task");
  failing.failed("task", 0);
  failing.answered("running");
  expect(failing.earliestMs("task")).toBe(101_000);
  expect(failing.earliestMs("running")).toBeLessThanOrEqual(clock.nowMs);
});

test("Retry-After holds back what it was given for", () => {
  const throttled = gate();
  throttled.started("task");
  throttled.failed("task", 30_000);
  expect([throttled.earliestMs("task"), throttled.earliestMs("running")]).toEqual([130_000, 101_000]);
});
