import { backoffMs, contradictionBackoffMs } from "../../provider/src/tasks/pollGate";

test.each([
  [1, 1, 500],
  [2, 1, 1000],
  [3, 0.5, 1000],
  [5, 1, 8000],
  [6, 1, 10_000],
  [2000, 1, 10_000],
  [2000, 0, 0],
])("after %i failures the backoff is spread up to its bound (dice %d: %i ms)", (failures, random, expected) => {
  expect(backoffMs(failures, random, 1)).toBe(expected);
  expect(backoffMs(failures, random, 0.1)).toBeCloseTo(expected / 10);
});

test("a task the list misses is left alone for longer each time, five seconds at most", () => {
  expect([1, 2, 3, 2000].map((times) => contradictionBackoffMs(times, 1))).toEqual([2000, 4000, 5000, 5000]);
});
