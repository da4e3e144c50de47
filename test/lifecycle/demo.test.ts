import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** Runs the demo with a temporary folder of its own, ended by a signal as soon as its output fits `until`. */
async function demo(
  temporary: string,
  until?: RegExp,
): Promise<{ code: number | null; signal: string | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/demo/main.ts"], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary, TSX_DISABLE_CACHE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (until?.test(output) === true) {
        child.kill("SIGINT");
      }
    });
  }
  return new Promise((done) => child.once("close", (code, signal) => done({ code, signal, output })));
}

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "kps-demo-"));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

test("the demo goes as announced and leaves nothing behind", async () => {
  const { code, output } = await demo(temporary);
  expect(output).toContain("One accepted request for each change, no secret in the state.");
  expect(code).toBe(0);
  expect(await readdir(temporary)).toEqual([]);
});

test("interrupted while a task runs, the demo leaves nothing behind", async () => {
  const { signal, output } = await demo(temporary, /RUNNING_BIND/);
  expect(signal).toBe("SIGINT");
  expect(output).not.toContain("Act 2");
  expect(await readdir(temporary)).toEqual([]);
});
