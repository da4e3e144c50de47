import { isoText, parseIsoTime } from "../../provider/src/model/isoTime";

it.each([
  ["2026-11-21T08:00:00Z", "2026-11-21T08:00:00.000Z"],
  ["2026-11-21T08:00:00.5Z", "2026-11-21T08:00:00.500Z"],
  ["2026-11-21T09:00+01:00", "2026-11-21T08:00:00.000Z"],
  ["2026-11-21", "2026-11-21T00:00:00.000Z"],
  ["2028-02-29", "2028-02-29T00:00:00.000Z"],
])("%s is %s", (text, iso) => {
  expect(new Date(parseIsoTime(text) ?? NaN).toISOString()).toBe(iso);
});

it.each([
  "2026-11-21T08:00:00",
  "yesterday",
  "",
  "2026-13-01",
  "2026-02-31",
  "2026-02-31T00:00:00Z",
  "2025-02-29",
  "20261121080000",
])("%j is no moment", (text) => {
  expect(parseIsoTime(text)).toBeUndefined();
});

it("a Date becomes text, an invalid one a text that no check takes for a time", () => {
  expect(isoText(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
  expect(parseIsoTime(isoText(new Date(NaN)))).toBeUndefined();
});
