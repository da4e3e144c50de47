import { parseDuration } from "../../provider/src/model/duration";
import { timeoutMs, timeoutsSchema } from "../../provider/src/model/timeouts";

it.each([
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["1h30m", 5_400_000],
  ["1.5s", 1_500],
  ["250ms", 250],
])("reads %s as %i ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(["", "30", "m", "30 m", "-5s", "0s", "1d", "soon"])("does not take %j for a duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
  expect(timeoutsSchema.safeParse({ create: text }).error?.issues[0]?.message).toContain('such as "30m"');
});

it("lets a step take half an hour when nothing is said", () => {
  expect(timeoutMs(undefined, "create")).toBe(1_800_000);
  expect(timeoutMs({ create: "5s" }, "delete")).toBe(1_800_000);
  expect(timeoutMs({ create: "5s" }, "create")).toBe(5_000);
});
