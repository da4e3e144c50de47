import { onAbort } from "../../provider/src/tasks/onAbort";

test("a signal that many share calls those who still listen", () => {
  const abort = new AbortController();
  const called: number[] = [];
  const stops = Array.from({ length: 50 }, (_, index) => onAbort(abort.signal, () => called.push(index)));
  stops.slice(1, 49).forEach((stop) => stop());
  abort.abort();
  expect(called).toEqual([0, 49]);
});
