import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** `npm run test:faults`: the long form of all fault tests, 10,000 histories each (KPS_FAULT_RUNS). */
function main(): number {
  const { status } = spawnSync(
    process.execPath,
    [require.resolve("jest/bin/jest"), "test/faults/", "test/tasks/watcherHistories", ...process.argv.slice(2)],
    { cwd: resolve(__dirname, "../.."), stdio: "inherit", env: { KPS_FAULT_RUNS: "10000", ...process.env } },
  );
  return status ?? 1;
}

process.exitCode = main();
