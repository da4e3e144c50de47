import { DurationHistory } from "../../provider/src/tasks/durationHistory";

test("knows nothing below twenty tasks of an operation", () => {
  const history = new DurationHistory();
  for (let index = 0; index < 19; index += 1) {
    history.record("BIND", 30_000);
    history.record("REPLACE", 60_000);
  }
  expect(history.firstLookMs("BIND")).toBeUndefined();
  history.record("BIND", 30_000);
  expect(history.firstLookMs("BIND")).toBe(24_000);
  expect(history.firstLookMs("REPLACE")).toBeUndefined();
});

test("is led by the fast ones, but for the fastest five in a hundred", () => {
  const history = new DurationHistory();
  for (let index = 1; index <= 100; index += 1) {
    history.record("BIND", index * 1000);
  }
  expect(history.firstLookMs("BIND")).toBe(0.8 * 6000);
});

test("forgets what is long past", () => {
  const history = new DurationHistory();
  for (let index = 0; index < 200; index += 1) {
    history.record("BIND", index < 100 ? 1000 : 50_000);
  }
  expect(history.firstLookMs("BIND")).toBe(40_000);
});
