import { httpDateMs } from "../../provider/src/transport/httpDate";

const time = Date.parse("2026-11-21T10:00:09Z");

test.each([
  ["Sat, 21 Nov 2026 10:00:09 GMT", time],
  [" Saturday, 21-Nov-26 10:00:09 GMT ", time],
  // What gateways write that have no time.
  ["Mon, 01 Jan 0001 00:00:00 GMT", undefined],
  ["Thu, 01 Jan 1970 00:00:00 GMT", undefined],
  ["Sat, 13 Sep 275760 00:00:00 GMT", undefined],
  ["Sun, 40 Nov 2026 10:00:09 GMT", undefined],
  ["-1", undefined],
  ["0", undefined],
  ["1795255209", undefined],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("a header of %j names %j", (header, expected) => {
  expect(httpDateMs(header)).toBe(expected);
});
