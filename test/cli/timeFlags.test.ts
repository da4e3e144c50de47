import { durationFlag, momentFlag, momentOf } from "../../provider/src/cli/timeFlags";

it("takes a time as the functions do: with its zone, or a day of UTC", () => {
  expect(momentFlag("2026-11-21T09:00+01:00")).toEqual({ at: new Date("2026-11-21T08:00:00Z") });
  expect(momentFlag("2026-11-21")).toEqual({ at: new Date("2026-11-21T00:00:00Z") });
});

it.each(["2026-11-21T09:00", "2026-11-21 09:00", "2026-02-31", "2026-11-21 and more", "yesterday"])(
  "refuses %j as a moment",
  (text) => {
    expect(() => momentFlag(text)).toThrow(/a time with its zone such as 2026-11-21T02:00Z/);
  },
);

it.each(["36501d", "999999999d", "99999999999999999999h"])("refuses %s, which no calendar goes back by", (text) => {
  expect(() => durationFlag(text)).toThrow("Give a duration of 36500d at most.");
  expect(() => momentFlag(text)).toThrow(/36500d at most/);
});

it("goes back by days", () => {
  const nowMs = Date.parse("2026-11-21T08:00:00Z");
  expect(momentOf(momentFlag("7d"), nowMs)?.toISOString()).toBe("2026-11-14T08:00:00.000Z");
});
