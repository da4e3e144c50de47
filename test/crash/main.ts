import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** `npm run test:crash`: the long form of both crash tests, 200 seeds for the host and 20 for the engine. */
function main(): number {
  const long = { KPS_CRASH_SEEDS: "200", KPS_ENGINE_CRASH_SEEDS: "20" };
  const { status } = spawnSync(
    process.execPath,
    [require.resolve("jest/bin/jest"), "test/crash/", "test/lifecycle/engineCrash", ...process.argv.slice(2)],
    { cwd: resolve(__dirname, "../.."), stdio: "inherit", env: { ...long, ...process.env } },
  );
  return status ?? 1;
}

process.exitCode = main();
