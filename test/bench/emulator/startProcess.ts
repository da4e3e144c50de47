import { readFileSync } from "node:fs";
import { startEmulator, type EmulatorOptions } from "../../emulator/dist/index";
import { startOrder, type StartOrder, type StartResult } from "./speedMessages";

type Seed = NonNullable<EmulatorOptions["seed"]>;

/** A process that starts the built emulator again and again, after starts enough for the machine to have warmed up. */
async function serve({ file, rounds }: StartOrder): Promise<StartResult> {
  const read = (): Seed => JSON.parse(readFileSync(file, "utf8")) as Seed;
  const result: StartResult = [];
  for (let round = -3; round < rounds; round += 1) {
    const beforeMs = performance.now();
    read();
    read();
    const readTwiceMs = performance.now() - beforeMs;
    const emptyStartMs = await timeOf(() => ({}));
    const seedStartMs = await timeOf(read);
    if (round >= 0) {
      result.push({ readTwiceMs, emptyStartMs, seedStartMs });
    }
  }
  return result;
}

async function timeOf(seedOf: () => Seed): Promise<number> {
  const beforeMs = performance.now();
  const emulator = await startEmulator({ rngSeed: 1, seed: seedOf() });
  const took = performance.now() - beforeMs;
  await emulator.close();
  return took;
}

process.once("disconnect", () => process.exit());
process.once("message", (message) => {
  void serve(startOrder.parse(message)).then((result) => process.send?.(result));
});
