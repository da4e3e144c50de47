import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

const held = 30;

it("dozens of replies held back at a time are no warning of the process, and its end does not wait for them", async () => {
  const cli = join(__dirname, "..", "src", "cli.ts");
  const child = spawn(process.execPath, ["--import", "tsx", cli, "--json"], { stdio: ["ignore", "pipe", "pipe"] });
  try {
    const said = text(child.stderr);
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ delayMs: 600_000, times: held });
    await fetch(`${url}/_emulator/faults`, { method: "POST", headers, body });
    const replies = Promise.allSettled(Array.from({ length: held }, () => fetch(`${url}/v3/projects`)));
    const noted = async (): Promise<unknown[]> =>
      (await (await fetch(`${url}/_emulator/requests`)).json()) as unknown[];
    while ((await noted()).length < held) {
      // Each look takes a moment in which more of them arrive.
    }
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect((await replies).map(({ status }) => status)).toEqual(Array(held).fill("rejected"));
    expect(await ended).toEqual([0, null]);
    expect(await said).toBe("");
  } finally {
    child.kill("SIGKILL");
  }
}, 30_000);
