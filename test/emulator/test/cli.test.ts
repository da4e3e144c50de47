import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { State } from "../src/index";

type Child = ChildProcessByStdio<null, Readable, Readable>;

const children: Child[] = [];
const folder = mkdtempSync(join(tmpdir(), "emulator-cli-"));

afterAll(() => {
  children.forEach((child) => child.kill("SIGKILL"));
  rmSync(folder, { recursive: true });
});

function start(...flags: string[]): Child {
  const cli = join(__dirname, "..", "src", "cli.ts");
  const child = spawn(process.execPath, ["--import", "tsx", cli, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return child;
}

async function firstText(stream: Readable): Promise<string> {
  const [text] = (await once(stream, "data")) as [Buffer];
  return text.toString();
}

/** Ends what a child has started and left behind. */
function endGroupOf({ pid }: { readonly pid?: number | undefined }): void {
  try {
    process.kill(-Number(pid), "SIGKILL");
  } catch {
    // Nothing is left.
  }
}

it("prints one line of JSON with string values, serves, and ends cleanly on SIGTERM", async () => {
  const file = join(folder, "seed.json");
  writeFileSync(file, JSON.stringify({ servers: [{ id: "seeded" }], settings: { ecsRequestsPerMinute: 9 } }));
  const flags = [
    "--region",
    "eu-west-101",
    "--time-scale",
    "0.01",
    "--rng-seed",
    "3",
    "--quirk",
    "secondTask=queue",
    "--quirk",
    "lockMs=5",
  ];
  const child = start("--json", "--seed", file, ...flags);
  const line = await firstText(child.stdout);
  expect(line.endsWith("}\n")).toBe(true);
  const started = JSON.parse(line) as Record<string, string>;
  const names = "url region projectId domainId accessKey secretKey domainName userName userPassword".split(" ");
  expect(Object.keys(started)).toEqual(names);
  expect(Object.values(started).every((value) => typeof value === "string" && value !== "")).toBe(true);
  expect(started["url"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(started["region"]).toBe("eu-west-101");
  const state: unknown = await (await fetch(`${String(started["url"])}/_emulator/state`)).json();
  expect(state).toMatchObject({
    servers: [{ id: "seeded" }],
    settings: { timeScale: 0.01, ecsRequestsPerMinute: 9, quirks: { secondTask: "queue", lockMs: 5 } },
  });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
}, 20_000);

it("npm run emulator hands SIGTERM on, so that nothing is left behind", async () => {
  const root = join(__dirname, "../../..");
  const npm = spawn("npm", ["run", "-s", "emulator", "--", "--json"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const { url } = JSON.parse(await firstText(npm.stdout)) as { url: string };
    const exited = once(npm, "exit");
    npm.kill("SIGTERM");
    await exited;
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    endGroupOf(npm);
  }
}, 20_000);

it("--ssh opens a port for every server, and the start line says the same", async () => {
  const child = start("--json", "--ssh", "--host", "localhost");
  const started = JSON.parse(await firstText(child.stdout)) as Record<string, string>;
  expect(Object.values(started).every((value) => typeof value === "string" && value !== "")).toBe(true);
  const { servers } = (await (await fetch(`${String(started["url"])}/_emulator/state`)).json()) as State;
  expect(servers).toHaveLength(4);
  expect(servers.every(({ sshPort = 0 }) => sshPort > 0)).toBe(true);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
}, 20_000);

it("an address that other machines can reach is refused unless it is said twice", async () => {
  const child = start("--host", "0.0.0.0");
  const ended = once(child, "exit");
  const text = await firstText(child.stderr);
  expect(text).toMatch(/^huaweicloud-kps-emulator: "0\.0\.0\.0" is not a loopback address: .*--beyond-loopback/);
  expect(await ended).toEqual([1, null]);
}, 20_000);

it.each([
  ["--port", "x"],
  ["--quirk", "secondTask=perhaps"],
  ["--seed", join(folder, "missing.json")],
])(
  "%s %s ends with a sentence and a status that is not 0",
  async (flag, value) => {
    const child = start(flag, value);
    const ended = once(child, "exit");
    expect(await firstText(child.stderr)).toContain(flag);
    expect(await ended).not.toEqual([0, null]);
  },
  20_000,
);
