import { tallyDmsTasks } from "../../../provider/src/operations/dms/dmsTally";
import { standing } from "../../../provider/src/operations/dms/waitForDmsTasks";

const tasks = (...statuses: string[]) => ({
  tasks: statuses.map((status, index) => ({ id: `t-${index}`, name: `name-${index}`, status })),
  perhaps: new Set<string>(),
  unreadable: 0,
  complete: true,
});

it.each([
  [[], 0, true],
  [[], 1, false],
  [["SUCCESS", "FAILED", "CANCELLED", "DELETED"], 4, true],
  [["SUCCESS"], 2, false],
  [["SUCCESS", "CREATED"], 0, false],
  [["EXECUTING"], 0, false],
  [["A_WORD_OF_TOMORROW"], 0, false],
  [["success"], 1, true],
])("%j with %i expected: settled %s", (statuses, expect_, settled) => {
  expect(tallyDmsTasks(tasks(...statuses), expect_).settled).toBe(settled);
});

it("counts each way to end", () => {
  const tally = tallyDmsTasks(tasks("SUCCESS", "FAILED", "CANCELLED", "EXECUTING", "DELETED"));
  expect(tally.counts).toEqual({ total: 5, settled: 4, unsettled: 1, succeeded: 1, failed: 1, cancelled: 1 });
  expect(tally.failed.map(({ id }) => id)).toEqual(["t-1", "t-2"]);
});

it("says how things stand", () => {
  const line = (expected: number, ...statuses: string[]): string =>
    standing(tallyDmsTasks(tasks(...statuses), expected));
  expect(line(0, "SUCCESS", "SUCCESS", "FAILED", "EXECUTING")).toBe("3 of 4 settled, waiting for name-3");
  expect(line(5, "SUCCESS")).toBe("1 of 5 settled, waiting for 4 more to come");
  expect(line(0, "CREATED", "CREATED", "CREATED", "CREATED", "CREATED")).toBe(
    "0 of 5 settled, waiting for name-0, name-1, name-2 and 2 more",
  );
});

it("is not settled while the list is incomplete or holds an entry without an id, and says so", () => {
  const incomplete = tallyDmsTasks({ ...tasks("SUCCESS"), complete: false });
  expect(incomplete.settled).toBe(false);
  expect(standing(incomplete)).toBe("1 of 1 settled, waiting for the rest of a list that is incomplete");
  const odd = tallyDmsTasks({ ...tasks("SUCCESS"), unreadable: 1 });
  expect(odd).toMatchObject({ settled: false, counts: { total: 2, settled: 1, unsettled: 1 } });
  expect(standing(odd)).toBe("1 of 2 settled, waiting for an entry without an id");
});

it.each([
  ["SUCCESS", "SUCCESS", { settled: false, counts: { total: 1, succeeded: 1 } }],
  ["SUCCESS", "EXECUTING", { settled: false, counts: { total: 1, unsettled: 1 } }],
  ["EXECUTING", "SUCCESS", { settled: false, counts: { total: 1, unsettled: 1 } }],
])("counts a task once that a list shows twice, as %s and %s", (one, other, expected) => {
  const twice = [one, other].map((status) => ({ id: "t", name: "n", status }));
  expect(tallyDmsTasks({ ...tasks(), tasks: twice }, 2)).toMatchObject(expected);
});

it("does not count as expected what may be another task", () => {
  const tally = tallyDmsTasks({ ...tasks("SUCCESS", "SUCCESS"), perhaps: new Set(["t-1"]) }, 2);
  expect(tally).toMatchObject({ settled: false, missing: 1, uncounted: 1, counts: { total: 2, settled: 2 } });
  expect(standing(tally)).toBe("2 of 3 settled, waiting for 1 more to come");
});
