import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { doses } from "../doses";

const root = join(__dirname, "../../..");
const start = join(root, "test/simulation/start.mjs");

/** Plays a dose as `npm run test:simulation` does: module by module, as tests are translated, it would take twice as long. */
async function play(histories: number, seed: number): Promise<string> {
  const args = [start, "--histories", String(histories), "--seed", String(seed), "--shown", "2"];
  const failed = (error: { readonly stdout?: string; readonly stderr?: string }) => ({
    stdout: "",
    stderr: "",
    ...error,
  });
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }).catch(
    failed,
  );
  return `${stdout}${stderr}`;
}

it(`${doses.test} histories break no judgement`, async () => {
  expect(await play(doses.test, 1)).toBe(`${doses.test} histories, 0 violations\n`);
}, 600_000);
