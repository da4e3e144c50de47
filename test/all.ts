import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { getCli } from "./engine/getCli";
import { CliUnavailableError } from "./engine/takeRoute";

const root = resolve(__dirname, "..");

/** `npm test`: every test. Without a Pulumi CLI those of the real engine are left out, which CI counts as a failure. */
async function main(): Promise<number> {
  const passedOn = process.argv.slice(2);
  try {
    await getCli();
  } catch (error) {
    if (!(error instanceof CliUnavailableError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    const code = jest([...passedOn, "--selectProjects", "unit", "host"]);
    const left = readdirSync(resolve(__dirname, "lifecycle"), { recursive: true, encoding: "utf8" });
    const files = left.filter((name) => name.endsWith(".test.ts")).map((name) => `  test/lifecycle/${name}`);
    process.stderr.write(["Left out, as there is no Pulumi CLI:", ...files, ""].join("\n"));
    return process.env["CI"] === "true" ? 1 : code;
  }
  return jest(passedOn);
}

function jest(args: readonly string[]): number {
  const command = [require.resolve("jest/bin/jest"), ...args];
  return spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" }).status ?? 1;
}

void main().then((code) => {
  process.exitCode = code;
});
