import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import { type BoundedEnd, type BoundedRun, boundedRun } from "./boundedRun";

const folder = temporaryFolder();
const limits = { env: process.env, idleMs: 30_000, totalMs: 60_000, lookEveryMs: 20 };

function shell(script: string, changes: Partial<BoundedRun> = {}): Promise<BoundedEnd> {
  return boundedRun({ command: "sh", args: ["-c", script], ...limits, ...changes });
}

test("hands on every line of both streams", async () => {
  const lines: string[] = [];
  expect(await shell("echo out; echo err >&2", { onLine: (line) => lines.push(line) })).toEqual({ ok: true });
  expect(lines.sort()).toEqual(["err", "out"]);
});

test("a failure tells the exit code and the last lines", async () => {
  expect(await shell("echo why >&2; exit 3")).toEqual({ ok: false, reason: "exit code 3: why" });
});

test("a command that is not there is a failure, not an exception", async () => {
  const end = await boundedRun({ command: join(folder(), "none"), args: [], ...limits });
  expect(end).toMatchObject({ ok: false, reason: expect.stringContaining("ENOENT") as unknown });
});

test("gives up when nothing moves, and ends what the command has started", async () => {
  const pidFile = join(folder(), "pid");
  const end = await shell(`sleep 600 & echo $! > ${pidFile}; wait`, { idleMs: 300 });
  expect(end).toEqual({ ok: false, reason: "nothing moved for 0 s" });
  const grandchild = Number(await readFile(pidFile, "utf8"));
  expect(await stateOf(grandchild)).toMatch(/gone|Z/);
});

test("silent progress keeps it alive, up to the total limit", async () => {
  let bytes = 0;
  const progress = (): Promise<number> => Promise.resolve(++bytes);
  const end = await shell("sleep 600", { idleMs: 200, totalMs: 1_000, progress });
  expect(end).toEqual({ ok: false, reason: "not done after 1 s" });
});

/** The state letter the kernel gives a process (Z: ended, not yet collected), or "gone". */
async function stateOf(processId: number): Promise<string> {
  const text = await readFile(`/proc/${processId}/stat`, "utf8").catch(() => "");
  return text === "" ? "gone" : (/\) (\S)/.exec(text)?.[1] ?? "unreadable");
}
