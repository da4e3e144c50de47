import { emulatorBench } from "./emulator/emulatorBench";
import { emulatorTable } from "./emulator/emulatorTable";
import { fleetBench, fleetTable } from "./fleet/fleetBench";
import { startUpBench } from "./startUp/startUpBench";
import { startUpTable } from "./startUp/startUpTable";
import { hostCreates } from "./hostCreates";
import { quotaRun } from "./quotaRun";
import type { Results } from "./results";
import { strategies } from "./strategy";
import { tableOf } from "./table";
import { type WaitingRow, waitingRun } from "./waitingRun";

const timeScale = 0.5;
/** Few enough tasks for the machine to measure them side by side. */
const smallCounts = [1, 10, 100];
const largeCount = 1_000;

/**
 * `npm run bench [-- --json] [--emulator | --startup | --fleet [--real-pace]]`: what waiting costs, ours and that of others, what the
 * emulator costs, what a start costs, and how a fleet fares beside bindings.
 */
async function main(): Promise<void> {
  const asJson = process.argv.includes("--json");
  if (process.argv.includes("--emulator")) {
    const emulator = await emulatorBench(say);
    process.stdout.write(asJson ? `${JSON.stringify({ emulator })}\n` : emulatorTable(emulator));
    return;
  }
  if (process.argv.includes("--startup")) {
    const startUp = await startUpBench(say);
    process.stdout.write(asJson ? `${JSON.stringify({ startUp })}\n` : startUpTable(startUp));
    return;
  }
  if (process.argv.includes("--fleet")) {
    const fleet = await fleetBench(say, process.argv.includes("--real-pace"));
    process.stdout.write(asJson ? `${JSON.stringify({ fleet })}\n` : fleetTable(fleet));
    return;
  }
  const runs: WaitingRow[] = [];
  for (const strategy of strategies) {
    say(`waiting, ${strategy}, N = ${smallCounts.join(", ")}`);
    runs.push(...(await Promise.all(smallCounts.map((n) => waitingRun(strategy, n, timeScale)))));
  }
  for (const strategy of strategies) {
    say(`waiting, ${strategy}, N = ${largeCount}`);
    runs.push(await waitingRun(strategy, largeCount, timeScale));
  }
  say("creates in the provider process");
  const host = await hostCreates(largeCount, 0.1);
  say("binds under the documented quota");
  const [quota, quotaEightAtATime] = await Promise.all([quotaRun(100, 100, 1), quotaRun(100, 8, 0.01)]);
  const byCount = [...runs].sort((one, other) => one.n - other.n);
  const emulator = await emulatorBench(say);
  const results: Results = { runs: byCount, timeScale, host, quota, quotaEightAtATime, emulator };
  process.stdout.write(asJson ? `${JSON.stringify(results)}\n` : tableOf(results));
}

/** Progress goes where it does not mix with the results. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

// So that what was started ends as well.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
main().catch((error: unknown) => {
  say(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
