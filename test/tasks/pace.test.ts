import {
  ageIntervalMs,
  taskIntervalMs,
  fallbackIntervalMs,
  listIntervalMs,
  pacesOf,
  tailUntilMs,
  wantsList,
  type Crowd,
} from "../../provider/src/tasks/pace";

const crowd = (more: Partial<Crowd>): Crowd => ({
  waiters: 1,
  misled: 0,
  tail: false,
  listUsable: true,
  requestsPerSecond: 5,
  timeScale: 1,
  ...more,
});

describe("who is looked at how", () => {
  test.each<[string, Partial<Crowd>, unknown]>([
    ["one waiter by its age", { waiters: 1 }, { by: "age" }],
    ["two waiters by their age", { waiters: 2 }, { by: "age" }],
    ["three waiters by the list", { waiters: 3 }, { by: "list" }],
    ["the last two of a crowd by the list", { waiters: 2, tail: true }, { by: "list" }],
    ["the last one of a crowd every second", { waiters: 1, tail: true }, { by: "interval", ms: 1000 }],
    ["those the list can be trusted with by the list", { waiters: 9, misled: 7 }, { by: "list" }],
    ["the only one the list can be trusted with every second", { waiters: 9, misled: 8 }, { by: "interval", ms: 1000 }],
    ["ten without a list within half of the quota", { waiters: 10, listUsable: false }, { by: "interval", ms: 4000 }],
    ["two without a list by their age", { waiters: 2, listUsable: false }, { by: "age" }],
  ])("%s", (_name, more, expected) => {
    expect(pacesOf(crowd(more)).trusting).toEqual(expected);
  });

  test("misled ones share half of the quota", () => {
    expect(pacesOf(crowd({ waiters: 50, misled: 10 })).misled).toEqual({ by: "interval", ms: 4000 });
    expect(pacesOf(crowd({ waiters: 50, misled: 1 })).misled).toEqual({ by: "interval", ms: 1000 });
  });

  test("a crowd wants the list also while it does not answer; two waiters do not", () => {
    expect(wantsList(crowd({ waiters: 3, listUsable: false }))).toBe(true);
    expect(wantsList(crowd({ waiters: 2, listUsable: false }))).toBe(false);
    expect(wantsList(crowd({ waiters: 3, misled: 3 }))).toBe(false);
  });
});

describe("intervals", () => {
  test.each([
    [0, 1, 1000],
    [9_000, 1, 1000],
    [25_000, 1, 2500],
    [600_000, 1, 5000],
    [0, 0.1, 100],
    [2_500, 0.1, 250],
    [60_000, 0.1, 500],
  ])("something of %i ms at time scale %d: %i ms", (ageMs, timeScale, expected) => {
    expect(ageIntervalMs(ageMs, timeScale)).toBe(expected);
  });

  test.each([
    [0, 1, 1000],
    [59_000, 1, 1000],
    [60_000, 1, 5000],
    [5_000, 0.1, 100],
    [6_000, 0.1, 500],
  ])("a task of %i ms at time scale %d is looked at after %i ms", (ageMs, timeScale, expected) => {
    expect(taskIntervalMs(ageMs, timeScale)).toBe(expected);
  });

  test.each([
    [0, 1000],
    [3, 1000],
    [1000, 1000],
    [1001, 2000],
    [2500, 3000],
  ])("lists of %i tasks: %i ms", (running, expected) => {
    expect(listIntervalMs(running, 1)).toBe(expected);
  });

  test.each([
    [1, 5, 1000],
    [10, 5, 4000],
    [10, 20, 1000],
    [100, 20, 10_000],
  ])("%i single tasks at %i requests a second: %i ms", (tasks, requestsPerSecond, expected) => {
    expect(fallbackIntervalMs(tasks, { requestsPerSecond, timeScale: 1 })).toBe(expected);
  });
});

describe("the tail of a crowd", () => {
  test.each([
    ["lasts as long again as the oldest has waited", 3, 20_000, 70_000],
    ["lasts two minutes at most", 3, 900_000, 170_000],
    ["is left as it is without a crowd", 2, 20_000, 1],
  ])("%s", (_name, waiters, oldestAgeMs, expected) => {
    expect(tailUntilMs({ waiters, oldestAgeMs }, 1, 50_000, 1)).toBe(expected);
  });
});
