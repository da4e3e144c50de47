import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Mutant } from "./mutant";
import { mutants } from "./mutants";

const root = resolve(__dirname, "../..");
/** What stands for the simulator in the place of test files. */
const simulated = "simulation";

/** A copy of the sources to spoil; dependencies are only linked. */
function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), "kps-mutants-"));
  const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of tracked.split("\n").filter((name) => name !== "")) {
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    const target = name === "pulumi-huaweicloud-kps" ? join(copy, "provider") : join(root, "node_modules", name);
    symlinkSync(target, join(copy, "node_modules", name));
  }
  symlinkSync(join(root, "provider", "node_modules"), join(copy, "provider", "node_modules"));
  return copy;
}

/** Whether what is to notice a fault finds none in the copy. */
function testsPass(copy: string, tests: string): boolean {
  const command =
    tests === simulated
      ? ["test/simulation/start.mjs", "--histories", "150", "--seed", "1", "--shown", "0"]
      : [
          join(root, "node_modules/.bin/jest"),
          "--selectProjects",
          "unit",
          "--testPathPattern",
          tests,
          "--bail",
          "--silent",
        ];
  return spawnSync(process.execPath, command, { cwd: copy, timeout: 300_000 }).status === 0;
}

/** Whether the tests of a mutant notice it; throws when the text to spoil is not there any more. */
function isCaught(copy: string, mutant: Mutant): boolean {
  const path = join(copy, "provider/src", mutant.file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(mutant.find)) {
    throw new Error(`${mutant.file} no longer holds ${JSON.stringify(mutant.find)}: write "${mutant.name}" anew`);
  }
  writeFileSync(
    path,
    text.replace(mutant.find, () => mutant.replace),
  );
  try {
    return !testsPass(copy, mutant.tests);
  } finally {
    writeFileSync(path, text);
  }
}

const copy = copySources();
try {
  const [, , wanted = ""] = process.argv;
  const chosen = mutants.filter(({ name }) => name.includes(wanted));
  // Tests that fail anyway would catch everything.
  const all = new Set(chosen.map(({ tests }) => tests));
  const files = [...all].filter((tests) => tests !== simulated).join("|");
  for (const tests of [...(files === "" ? [] : [files]), ...(all.has(simulated) ? [simulated] : [])]) {
    if (!testsPass(copy, tests)) {
      throw new Error(`these do not pass without a seeded fault: ${tests}`);
    }
  }
  const missed = chosen.filter((mutant) => {
    const caught = isCaught(copy, mutant);
    process.stdout.write(`${caught ? "caught" : "MISSED"}  ${mutant.name}\n`);
    return !caught;
  });
  process.stdout.write(`${chosen.length - missed.length} of ${chosen.length} seeded faults were caught\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
