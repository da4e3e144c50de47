import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crowdedSeed } from "./crowdedSeed";
import { medianOf } from "./median";
import { startPartner } from "./partner";
import { startResult, type StartOrder } from "./speedMessages";

/** What many servers cost when the emulator starts. Times are medians, in ms. */
export interface StartRow {
  readonly servers: number;
  readonly seedBytes: number;
  /** Reading and parsing the seed file, twice. */
  readonly readTwiceMs: number;
  readonly emptyStartMs: number;
  /** Reading the file included. */
  readonly seedStartMs: number;
  /** What the seed adds to a start, in readings of it twice. */
  readonly ratio: number;
}

const rounds = 21;

/** Starts the emulator with nothing and with so many servers in turn, in one process. */
export async function startCost(servers: number): Promise<StartRow> {
  const folder = await mkdtemp(join(tmpdir(), "emulator-bench-"));
  const partner = startPartner("startProcess.ts");
  try {
    const file = join(folder, "seed.json");
    const text = JSON.stringify(crowdedSeed(servers));
    await writeFile(file, text);
    const result = startResult.parse(await partner.ask({ file, rounds } satisfies StartOrder));
    const middle = (which: "readTwiceMs" | "emptyStartMs" | "seedStartMs"): number =>
      tenths(medianOf(result.map((one) => one[which])));
    return {
      servers,
      seedBytes: text.length,
      readTwiceMs: middle("readTwiceMs"),
      emptyStartMs: middle("emptyStartMs"),
      seedStartMs: middle("seedStartMs"),
      ratio: tenths(10 * medianOf(result.map((one) => (one.seedStartMs - one.emptyStartMs) / one.readTwiceMs))) / 10,
    };
  } finally {
    await partner.stop();
    await rm(folder, { recursive: true });
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
