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
  test.each<[string, Partial<LookFacts>, Pace, number]>([
    ["comes a second after the POST", {}, byAge, 101_000],
    ["comes at once when the wait was taken up again", { resumed: true }, byAge, -Infinity],
    ["comes every second in the first minute", { lastLookMs: 130_000 }, byAge, 131_000],
    ["comes after five seconds at most", { lastLookMs: 700_000 }, byAge, 705_000],
    ["varies by the jitter", { lastLookMs: 700_000, jitter: 0.9 }, byAge, 704_500],
    ["never comes within a second", { lastLookMs: 101_000, jitter: 0.9 }, byAge, 102_000],
    ["is left to the list, but for a last look", { lastLookMs: 130_000 }, byList, 1_899_000],
    ["comes now when the list misses the task", { absent: true }, byList, -Infinity],
    ["honours the backoff when the list misses it", { absent: true, notBeforeMs: 105_000 }, byList, 105_000],
    ["honours the backoff", { lastLookMs: 130_000, notBeforeMs: 140_000 }, byAge, 140_000],
    ["does not come again after the last look", { finalLookDone: true }, byList, Infinity],
    ["has its own interval when the list misleads", { misled: true, lastLookMs: 130_000 }, byList, 137_000],
    ["comes last a second before the deadline", { deadlineMs: 131_500, lastLookMs: 130_000 }, byAge, 130_500],
  ])("%s", (_name, more, trusting, expected) => {
    expect(nextLookMs(task(more), { trusting, misled: { by: "interval", ms: 7000 } }, 1)).toBe(expected);
  });

  test("scales with time", () => {
    const paces = { trusting: byAge, misled: everySecond };
    expect(nextLookMs(task({}), paces, 0.1)).toBe(100_100);
    expect(nextLookMs(task({ lastLookMs: 102_500 }), paces, 0.1)).toBe(102_600);
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
