import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import { runCli, shellCommand } from "./runCli";

const folder = temporaryFolder();

/** What a command line comes to in a shell. */
function inShell(line: string): Promise<{ status: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile("/bin/sh", ["-c", line], (error, _stdout, stderr) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, stderr });
    });
  });
}

test("results that cannot be written are told, and the end is not well", async () => {
  const full = await inShell(`${shellCommand(["report", "/dev/null", "--format", "json"])} >/dev/full`);

  expect(full.stderr).toMatch(/the results could not be written: .*ENOSPC/);
  expect(full.status).not.toBe(0);
});

test("a user without a home directory is told what is missing, as anybody else", async () => {
  const preload = join(folder(), "homeless.js");
  writeFileSync(preload, 'require("node:os").homedir = () => { throw new Error("no entry for this user"); };');

  const end = await runCli(["tasks", "failed"], { NODE_OPTIONS: `--require=${preload}` });

  expect(end.stderr).toContain("No region is set: set --region");
  expect(end.stderr).not.toMatch(/\n\s+at |no entry/);
  expect(end.status).toBe(2);
});
