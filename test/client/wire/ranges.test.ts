import { isoMs, optionalEpochMs, optionalIsoMs } from "../../../provider/src/client/wire/epochMs";
import { id, optionalId, readableId } from "../../../provider/src/client/wire/id";
import { optionalCount, optionalStateNumber } from "../../../provider/src/client/wire/whole";

test.each([
  [1_523_342_130_000, 1_523_342_130_000],
  ["1523342130", 1_523_342_130_000],
  [1_523_342_130.5, 1_523_342_130_500],
  [0, 0],
  [null, undefined],
  ["", undefined],
])("%j is the time %j", (raw, ms) => {
  expect(optionalEpochMs.parse(raw)).toBe(ms);
});

test.each([1_700_000_000_000_000_000, "1700000000000000", 1e300, -5, "9".repeat(400), NaN, "soon", {}, true])(
  "%j is no time that can be read",
  (raw) => {
    expect(optionalEpochMs.safeParse(raw).success).toBe(false);
  },
);

test("ISO times are read within the years that have four digits", () => {
  expect(isoMs.parse("2026-01-01T00:00:00.000Z")).toBe(Date.UTC(2026, 0, 1));
  expect(optionalIsoMs.parse("")).toBeUndefined();
  expect(optionalIsoMs.parse("1970-01-01T00:00:00Z")).toBeUndefined();
  for (const raw of ["+275000-01-01T00:00:00Z", "tomorrow", "0", "task 3", "2".repeat(100)]) {
    expect(optionalIsoMs.safeParse(raw).success).toBe(false);
  }
});

test.each(["../x", "a/b", "", " ", "a b", "k".repeat(300), "..", "t\u200b1", "团队"])("%j is no id", (raw) => {
  expect(id.safeParse(raw).success).toBe(false);
  expect(readableId.parse(raw)).toBeUndefined();
});

test("an id that can be asked for is taken to the letter", () => {
  expect(id.parse("4116467c-a1b2_x.1")).toBe("4116467c-a1b2_x.1");
  expect(optionalId.parse(null)).toBeUndefined();
  expect(optionalId.safeParse("a/b").success).toBe(false);
  expect(readableId.parse(7)).toBeUndefined();
});

test.each([
  ["12", 12],
  [0, 0],
  [null, undefined],
  ["", undefined],
])("%j is the count %j", (raw, value) => {
  expect(optionalCount.parse(raw)).toBe(value);
});

test.each([-1, "-1", " ", 1.5, 1e300, "9".repeat(17), "1".repeat(70_000), "ten", true])("%j is no count", (raw) => {
  expect(optionalCount.safeParse(raw).success).toBe(false);
});

test("a state's number may be negative and has 32 bits", () => {
  expect(optionalStateNumber.parse("-1")).toBe(-1);
  expect(optionalStateNumber.parse("")).toBeUndefined();
  expect(optionalStateNumber.safeParse(2 ** 40).success).toBe(false);
});
