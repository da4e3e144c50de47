import { lookedAtMs, nextListMs, nextLookMs, type LookFacts } from "../../provider/src/tasks/nextLook";
import type { Pace } from "../../provider/src/tasks/pace";

const task = (more: Partial<LookFacts>): LookFacts => ({
  submittedAtMs: 100_000,
  deadlineMs: 1_900_000,
  lastLookMs: undefined,
  resumed: false,
  absent: false,
  misled: false,
  notBeforeMs: -Infinity,
  jitter: 1,
  finalLookDone: false,
  ...more,
});
const byAge: Pace = { by: "age" };
const byList: Pace = { by: "list" };
const everySecond: Pace = { by: "interval", ms: 1000 };

describe("the next look at a task", () => {
  test.each<[string, Partial<LookFacts>, Pace, number | undefined, number]>([
    ["comes a second after the POST", {}, byAge, undefined, 101_000],
    ["comes at once when the wait was taken up again", { resumed: true }, byAge, undefined, 100_000],
    ["waits for what was learned", {}, byAge, 20_000, 120_000],
    ["does not wait for what was learned when taken up again", { resumed: true }, byAge, 20_000, 100_000],
    ["does not wait for what was learned in a crowd", {}, everySecond, 20_000, 101_000],
    ["waits on for what was learned after an early one", { lastLookMs: 110_000 }, byAge, 20_000, 120_000],
    ["comes after a tenth of the age", { lastLookMs: 130_000 }, byAge, 20_000, 133_000],
    ["comes after five seconds at most", { lastLookMs: 700_000 }, byAge, undefined, 705_000],
    ["varies by the jitter", { lastLookMs: 130_000, jitter: 0.9 }, byAge, undefined, 132_700],
    ["never comes within a second", { lastLookMs: 101_000, jitter: 0.9 }, byAge, undefined, 102_000],
    ["is left to the list, but for a last look", { lastLookMs: 130_000 }, byList, undefined, 1_899_000],
    ["comes now when the list misses the task", { absent: true }, byList, undefined, -Infinity],
    ["honours the backoff when the list misses it", { absent: true, notBeforeMs: 105_000 }, byList, undefined, 105_000],
    ["honours the backoff", { lastLookMs: 130_000, notBeforeMs: 140_000 }, byAge, undefined, 140_000],
    ["does not come again after the last look", { finalLookDone: true }, byList, undefined, Infinity],
    ["has its own interval when the list misleads", { misled: true, lastLookMs: 130_000 }, byList, undefined, 137_000],
    [
      "comes last a second before the deadline",
      { deadlineMs: 131_500, lastLookMs: 130_000 },
      byAge,
      undefined,
      130_500,
    ],
  ])("%s", (_name, more, trusting, learned, expected) => {
    expect(nextLookMs(task(more), { trusting, misled: { by: "interval", ms: 7000 } }, learned, 1)).toBe(expected);
  });

  test("scales with time", () => {
    const paces = { trusting: byAge, misled: everySecond };
    expect(nextLookMs(task({}), paces, undefined, 0.1)).toBe(100_100);
    expect(nextLookMs(task({ lastLookMs: 102_500 }), paces, undefined, 0.1)).toBe(102_750);
  });
});

describe("the next list", () => {
  test.each([
    ["a second after the least recent look", -Infinity, 1, 100_000, 101_000],
    ["with jitter", -Infinity, 1.1, 100_000, 101_100],
    ["never within a second of the last list", 100_500, 0.9, 100_000, 101_500],
    ["at once for a wait taken up again", -Infinity, 1, -Infinity, -Infinity],
    ["not at all for nobody", 100_500, 1, Infinity, Infinity],
  ])("comes %s", (_name, lastSentMs, jitter, leastRecentLookMs, expected) => {
    expect(nextListMs({ lastSentMs, intervalMs: 1000, jitter }, leastRecentLookMs)).toBe(expected);
  });

  test("counts a POST as a look", () => {
    expect(lookedAtMs(task({}))).toBe(100_000);
    expect(lookedAtMs(task({ resumed: true }))).toBe(-Infinity);
    expect(lookedAtMs(task({ resumed: true, lastLookMs: 100_700 }))).toBe(100_700);
  });
});
