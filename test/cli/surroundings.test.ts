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
  const full = await inShell(`${shellCommand(["report", "-", "--format", "json"])} </dev/null >/dev/full`);

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

test("in a folder that was deleted meanwhile commands work that need no file of it", async () => {
  const gone = join(folder(), "gone");
  const line = `mkdir '${gone}' && cd '${gone}' && rmdir '${gone}' && `;

  expect(await inShell(line + shellCommand(["--version"]))).toEqual({ status: 0, stderr: "" });
  const report = await inShell(line + shellCommand(["report", "tasks.jsonl"]));
  expect(report.stderr).toMatch(/tasks\.jsonl cannot be read: ENOENT/);
  expect(report.status).toBe(2);
});

describe("report reads regular files and standard input only, so that it can be ended", () => {
  it.each([
    ["a pipe that nobody writes to", (path: string) => `mkfifo '${path}'`, "it is a pipe"],
    ["a device without an end", (path: string) => `ln -s /dev/zero '${path}'`, "it is a device"],
    ["a folder", (path: string) => `mkdir '${path}'`, "it is a folder"],
  ])("%s is refused", async (_, make, why) => {
    const path = join(folder(), "tasks.jsonl");
    const { status, stderr } = await inShell(`${make(path)} && ${shellCommand(["report", path])}`);

    expect(stderr).toContain(`${path} cannot be read: ${why}`);
    expect(status).toBe(2);
  });

  it("standard input is read to its end", async () => {
    expect(await inShell(`echo '{}' | ${shellCommand(["report", "-"])}`)).toEqual({
      status: 0,
      stderr: "-: line 1 passed over, not of a report file\nno finished tasks\n",
    });
  });
});
