import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

jest.setTimeout(60_000);

const root = join(__dirname, "..", "..");

function start(...flags: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(__dirname, "start.mjs"), ...flags], { cwd: root, encoding: "utf8" });
}

it("ends with how many histories there were and how many violate something", () => {
  const { status, stdout } = start("--histories", "2", "--seed", "7");
  expect(stdout).toMatch(/(^|\n)2 histories, 0 violations\n$/);
  expect(status).toBe(0);
});

it.each([
  ["a number that is none", ["--histories", "many"]],
  ["a replay of a path that is none", ["--replay", "7:abc"]],
])("refuses %s in one sentence, and leaves nothing behind", (_title, flags) => {
  const { status, stderr, pid } = start(...flags);
  expect(status).toBe(1);
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(/^error: option .* is invalid\./)]);
  const left = readdirSync(join(root, "node_modules")).filter((name) => name.startsWith(`.simulation-${pid}-`));
  expect(left).toEqual([]);
});
