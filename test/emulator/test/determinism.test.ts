import { Bench, byPassword } from "./support/bench";

async function course(rngSeed: number): Promise<unknown> {
  const bench = await Bench.start({ rngSeed });
  try {
    await bench.associate("up", "one", byPassword());
    await bench.associate("down", "one");
    bench.finish();
    const { accessKey, projectId } = bench.emulator.credentials;
    return [accessKey, projectId, bench.emulator.control.state().tasks];
  } finally {
    await bench.emulator.close();
  }
}

it("the same number gives the same credentials, ids and durations; another one gives others", async () => {
  const first = await course(7);
  expect(await course(7)).toEqual(first);
  expect(await course(8)).not.toEqual(first);
});
