import { retryAfterMs } from "../../provider/src/transport/retryAfter";

const now = Date.parse("2026-11-21T10:00:00Z");

test.each([
  ["7", 7000],
  ["0", 0],
  [" 3 ", 3000],
  ["Sat, 21 Nov 2026 10:00:09 GMT", 9000],
  ["Sat, 21 Nov 2026 09:00:00 GMT", undefined],
  ["3600", 60_000],
  ["Sat, 21 Nov 2026 20:00:00 GMT", 60_000],
  ["-5", undefined],
  ["10000000000", undefined],
  ["99999999999999999999999999", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("reads %j as %j ms", (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
