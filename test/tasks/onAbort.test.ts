import { getEventListeners } from "node:events";
import { onAbort } from "../../provider/src/tasks/onAbort";

test("a signal that many share carries one listener and calls those who still listen", () => {
  const abort = new AbortController();
  const called: number[] = [];
  const stops = Array.from({ length: 50 }, (_, index) => onAbort(abort.signal, () => called.push(index)));
  expect(getEventListeners(abort.signal, "abort")).toHaveLength(1);
  stops.slice(1, 49).forEach((stop) => stop());
  abort.abort();
  expect(called).toEqual([0, 49]);
});
