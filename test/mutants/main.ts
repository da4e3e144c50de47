import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { mutants, type Mutant } from "./mutants";

const root = resolve(__dirname, "../..");
/** Of the faults at least so many must be caught. */
const needed = 0.9;

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

/** Whether the tests whose files match pass in the copy; the package is built first, since some tests load it built. */
function testsPass(copy: string, tests: string): boolean {
  const bin = join(root, "node_modules/.bin");
  spawnSync(join(bin, "tsc"), ["-b", "provider"], { cwd: copy });
  const args = ["--selectProjects", "unit", "--testPathPattern", tests, "--bail", "--silent"];
  const env = { ...process.env, KPS_FAULT_RUNS: "50" };
  return spawnSync(join(bin, "jest"), args, { cwd: copy, env, timeout: 300_000 }).status === 0;
}

/** Whether the tests of a mutant notice it; throws when the text to spoil is not there any more. */
function isCaught(copy: string, mutant: Mutant): boolean {
  const path = join(copy, mutant.file);
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
  // Tests that fail anyway would catch everything.
  const all = [...new Set(mutants.map(({ tests }) => tests))].join("|");
  if (!testsPass(copy, all)) {
    throw new Error(`the tests do not pass without a seeded fault: run jest --testPathPattern '${all}'`);
  }
  const missed = mutants.filter((mutant) => {
    const caught = isCaught(copy, mutant);
    process.stdout.write(`${caught ? "caught" : "MISSED"}  ${mutant.name}\n`);
    return !caught;
  });
  process.stdout.write(`${mutants.length - missed.length} of ${mutants.length} seeded faults were caught\n`);
  process.exitCode = missed.length <= mutants.length * (1 - needed) ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
