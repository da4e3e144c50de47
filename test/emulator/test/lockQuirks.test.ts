import { Bench } from "./support/bench";

let bench: Bench;
const path = "/v3/{project_id}/running-tasks";

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

const ask = async (secretKey?: string): Promise<number> =>
  (await bench.client.call("GET", path, secretKey === undefined ? {} : { secretKey })).status;

it.each([
  [1, 1],
  [2, 500],
  [7, 60_000],
])("lockAfterWrong %i, lockMs %i: as many wrong signatures lock the access key for as long", async (count, lockMs) => {
  bench.emulator.control.settings({ quirks: { lockAfterWrong: count, lockMs } });
  for (let attempt = 1; attempt < count; attempt += 1) {
    expect(await ask("wrong")).toBe(401);
  }
  expect(await ask()).toBe(200);
  for (let attempt = 0; attempt < count; attempt += 1) {
    expect(await ask("wrong")).toBe(401);
  }
  expect(await ask()).toBe(401);
  bench.clock.pass(lockMs);
  expect(await ask()).toBe(200);
});

it("lockAfterWrong 0: no access key is ever locked", async () => {
  bench.emulator.control.settings({ quirks: { lockAfterWrong: 0 } });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    expect(await ask("wrong")).toBe(401);
  }
  expect(await ask()).toBe(200);
});

it("a locked access key locks nobody else's", async () => {
  bench.emulator.control.settings({ quirks: { lockAfterWrong: 1 } });
  const { accessKey = "", secretKey = "" } = bench.emulator.control.users()[1] ?? {};
  expect(await ask("wrong")).toBe(401);
  expect(await ask()).toBe(401);
  expect((await bench.client.call("GET", path, { accessKey, secretKey })).status).toBe(200);
});

it("a reset unlocks", async () => {
  bench.emulator.control.settings({ quirks: { lockAfterWrong: 1 } });
  expect(await ask("wrong")).toBe(401);
  expect(await ask()).toBe(401);
  bench.emulator.control.reset();
  expect(await ask()).toBe(200);
});
