import { emulateInProcess, keyTools, type IncomingRequest, type Outcome } from "../src/index";

/** A moment that stands still until it is set, and timers that ring when told. */
function surroundings() {
  const rings: (() => void)[] = [];
  let requests = 0;
  return {
    rings,
    clock: { now: () => 0, wall: () => 1_700_000_000_000 },
    startTimer: (_ms: number, ring: () => void) => {
      rings.push(ring);
      return () => undefined;
    },
    keys: keyTools,
    newRequestId: () => `request-${(requests += 1)}`,
  };
}

const get = (url: string): IncomingRequest => ({
  method: "GET",
  url,
  headers: {},
  body: Buffer.alloc(0),
});

it("answers without a turn of the event loop, by the clock and the request ids it is given", () => {
  const emulator = emulateInProcess({ rngSeed: 1 }, surroundings());
  expect(emulator.handle(get("/v3/p/running-tasks"))).toEqual({
    status: 401,
    headers: {
      "content-type": "application/json;charset=UTF-8",
      "x-request-id": "request-1",
      date: "Tue, 14 Nov 2023 22:13:20 GMT",
    },
    body: expect.stringContaining('"request_id":"request-1"') as string,
  });
});

it.each([
  ["/v3/%ZZ/tasks/x", 400],
  ["/nowhere", 404],
])("%s gets %i", (url, status) => {
  const emulator = emulateInProcess({}, surroundings());
  expect(emulator.handle(get(url))).toMatchObject({ status });
  expect(emulator.control.requests()).toMatchObject([{ operation: "Unknown", status }]);
});

it("says where a request was cut, and holds replies back by the timers it is given", async () => {
  const around = surroundings();
  const emulator = emulateInProcess({}, around);
  emulator.control.fault({ cut: "after" });
  emulator.control.fault({ delayMs: 5 });
  expect(await emulator.handle(get("/v3/projects"))).toEqual({ cut: "after" });
  const outcomes: Outcome[] = [];
  const held = Promise.resolve(emulator.handle(get("/v3/projects"))).then((outcome) => outcomes.push(outcome));
  await Promise.resolve();
  expect(outcomes).toEqual([]);
  around.rings.forEach((ring) => ring());
  await held;
  expect(outcomes).toMatchObject([{ status: 401 }]);
});
