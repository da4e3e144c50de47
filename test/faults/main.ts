import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";

/** The histories of whole bindings are by far the longest: as many processes share them as there are cores. */
const WHOLE = "test/faults/bindingHistories";
const OTHERS = ["test/faults/(?!bindingHistories)", "test/tasks/watcherHistories"];

/** `npm run test:faults`: the long form of all fault tests, 10,000 histories each (KPS_FAULT_RUNS). */
async function main(): Promise<number> {
  const runs = Number(process.env["KPS_FAULT_RUNS"] ?? 10_000);
  const shares = process.env["KPS_FAULT_PATH"] === undefined ? availableParallelism() : 1;
  const codes = await Promise.all(Array.from({ length: shares }, () => jest([WHOLE], Math.ceil(runs / shares))));
  codes.push(await jest(OTHERS, runs));
  return Math.max(...codes);
}

function jest(patterns: readonly string[], runs: number): Promise<number> {
  const args = [require.resolve("jest/bin/jest"), ...patterns, ...process.argv.slice(2)];
  const env = { ...process.env, KPS_FAULT_RUNS: String(runs) };
  const child = spawn(process.execPath, args, { cwd: resolve(__dirname, "../.."), stdio: "inherit", env });
  return new Promise((done) => child.once("close", (code) => done(code ?? 1)));
}

void main().then((code) => {
  process.exitCode = code;
});
