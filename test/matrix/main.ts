import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCli } from "../engine/getCli";
import { CliUnavailableError } from "../engine/takeRoute";
import { cells } from "./cells";
import { packProvider } from "./packProvider";
import { runCell } from "./runCell";
import { exitCodeOf, inShort, tableOf } from "./table";
import type { Tried } from "./verdict";

/** `npm run test:matrix`: the packed provider, installed as a user would, on every combination it promises. */
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
  const tried: Tried[] = [];
  try {
    const bench = { cli: await getCli(), tarball: packProvider(folder), signal: ending.signal };
    for (const [index, cell] of cells.entries()) {
      if (goesOn()) {
        say(`cell ${index + 1} of ${cells.length}: ${Object.values(cell).join(", ")}`);
        const result = await runCell(cell, bench);
        say(`  ${goesOn() ? inShort(result.verdict) : "interrupted"}`);
        tried.push(result);
      }
    }
    if (goesOn()) {
      say(`\n${tableOf(tried)}`);
      process.exitCode = exitCodeOf(tried);
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
