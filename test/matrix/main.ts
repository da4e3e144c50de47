import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCli } from "../engine/getCli";
import { CliUnavailableError } from "../engine/takeRoute";
import { cells } from "./cells";
import { packProvider } from "./packProvider";
import { runCell } from "./runCell";
import { runSetUp } from "./runSetUp";
import { setUps } from "./setUps/setUps";
import { exitCodeOf, inShort, tableOf } from "./table";
import type { Tried, TriedSetUp } from "./verdict";

/**
 * `npm run test:matrix [-- <words>]`: the packed provider, installed as a user would, on every combination of versions it
 * promises and in every set-up. With words only the set-ups whose names hold one of them, and the combinations in which one stands:
 * `cells` means all of these, `20.19.0` the ones with it.
 */
async function main(): Promise<void> {
  const ending = new AbortController();
  const goesOn = (): boolean => !ending.signal.aborted;
  let interruption: NodeJS.Signals | undefined;
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption ??= signal;
    ending.abort(new Error(`interrupted by ${signal}`));
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  signals.forEach((signal) => process.on(signal, interrupt));
  const folder = await mkdtemp(join(tmpdir(), "kps-matrix-"));
  const words = process.argv.slice(2);
  const wanted = (name: string): boolean => words.length === 0 || words.some((word) => name.includes(word));
  const tried: Tried[] = [];
  const triedSetUps: TriedSetUp[] = [];
  try {
    const bench = { cli: await getCli(), tarball: packProvider(folder), signal: ending.signal };
    for (const setUp of setUps.filter(({ name }) => wanted(name))) {
      if (goesOn()) {
        say(`set-up: ${setUp.name}`);
        const result = await runSetUp(setUp, bench);
        say(`  ${goesOn() ? inShort(result.verdict) : "interrupted"}, ${result.seconds} s`);
        triedSetUps.push(result);
      }
    }
    for (const [index, cell] of cells.entries()) {
      const name = Object.values(cell).join(", ");
      if (goesOn() && wanted(`cells: ${name}`)) {
        say(`cell ${index + 1} of ${cells.length}: ${name}`);
        const result = await runCell(cell, bench);
        say(`  ${goesOn() ? inShort(result.verdict) : "interrupted"}`);
        tried.push(result);
      }
    }
    if (goesOn()) {
      say(`\n${tableOf(tried, triedSetUps)}`);
      process.exitCode = exitCodeOf([...tried, ...triedSetUps]);
    }
  } catch (error) {
    process.exitCode = 1;
    say(error instanceof CliUnavailableError ? error.message : String(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
    signals.forEach((signal) => process.removeListener(signal, interrupt));
  }
  if (interruption !== undefined) {
    process.kill(process.pid, interruption);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
