import { afterThrottle, rateAt, steadyRate } from "../../provider/src/transport/adaptiveRate";

test("slows to 0.7 at once and comes back fast to just below where it was, then slowly", () => {
  const throttled = afterThrottle(steadyRate(10, 0), 0, undefined);

  expect(rateAt(throttled, 0)).toBeCloseTo(7);
  expect(rateAt(throttled, 4000)).toBeCloseTo(9);
  expect(rateAt(throttled, 14_000)).toBeCloseTo(9.5);
  expect(rateAt(throttled, 60_000)).toBe(10);
});

test("keeps below a limit the service has named", () => {
  const throttled = afterThrottle(steadyRate(20, 0), 0, 5);

  expect(rateAt(throttled, 0)).toBeCloseTo(3.5);
  expect(rateAt(throttled, 3_600_000)).toBe(5);
});

test("never stops altogether", () => {
  let rate = steadyRate(10, 0);
  for (let i = 0; i < 50; i += 1) {
    rate = afterThrottle(rate, 0, undefined);
  }

  expect(rateAt(rate, 0)).toBeCloseTo(0.5);
});
