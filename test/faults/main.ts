import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { doses } from "../simulation/doses";

const root = resolve(__dirname, "../..");

/** `npm run test:faults`: a long dose of simulated histories from a seed that is new each time, then the other fault tests in full. */
function main(): number {
  const seed = String(Math.floor(Math.random() * 1_000_000_000));
  const histories = process.env["KPS_FAULT_RUNS"] ?? String(doses.faults);
  const simulation = ["test/simulation/start.mjs", "--histories", histories, "--seed", seed];
  const others = [require.resolve("jest/bin/jest"), "test/faults/", "test/tasks/watcherHistories"];
  const env = { ...process.env, KPS_ALL_WRITINGS: "1" };
  const codes = [simulation, others].map(
    (args) => spawnSync(process.execPath, args, { cwd: root, env, stdio: "inherit" }).status ?? 1,
  );
  return Math.max(...codes);
}

process.exitCode = main();
