import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../support/inProcess/inProcessBench";

const OUTAGE_MS = 300_000;
const SECOND_MS = 1_000;

let bench: InProcessBench;

test.each([3, 30])("an outage of five minutes fails none of %i waits, at one request a second", async (n) => {
  bench = inProcessBench();
  const { control } = bench.emulator;
  const ids = Array.from({ length: n }, (_, index) => `server-${index}`);
  ids.forEach((id) => control.putServer(id, { rootPassword: ROOT_PASSWORD }));
  // They end while nobody can be asked.
  control.taskScript({ outcome: "succeed", times: n, durationMs: OUTAGE_MS / 2 });
  const auth = { password: ROOT_PASSWORD };
  const binds = Promise.all(ids.map((serverId) => bench.binding.create({ serverId, keyPairName: "kp-a", auth })));
  await eventually(() => control.state().tasks.length === n);

  const down = bench.world.clock.monotonicMs();
  control.fault({ cut: "before", times: 1_000_000 });
  const before = control.requests().length;
  await bench.world.clock.sleep(OUTAGE_MS);
  const during = control
    .requests()
    .slice(before)
    .map(({ at }) => at);
  control.clearFaults();
  const back = bench.world.clock.monotonicMs();

  const outs = await binds;
  expect(outs.map(({ phase }) => phase)).toEqual(ids.map(() => "bound"));
  expect(during.length).toBeGreaterThan(5);
  // Requests that were on their way when the outage began count for neither side.
  const settled = during.filter((at) => at > (during[0] ?? 0) + 2 * SECOND_MS);
  expect(settled.length).toBeLessThanOrEqual((back - down) / SECOND_MS);
  expect(bench.world.clock.monotonicMs() - back).toBeLessThan(15_000);
  expect(control.requests().filter(({ accepted }) => accepted)).toHaveLength(n);
});

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await bench.world.clock.sleep(5);
  }
}
