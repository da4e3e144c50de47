import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Declaration } from "../../../provider/src/handlers/run/declaration";
import { engineAbove, type KnownProcess } from "../../../provider/src/handlers/run/engineProcess";
import { RunFolder, type EngineRun } from "../../../provider/src/handlers/run/runFolder";
import { systemRuntime } from "../../../provider/src/transport/systemRuntime";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder();
const server = (serverId: string): Declaration => ({ kind: "server", serverId, urn: "urn:a" });

async function thisProcess(): Promise<KnownProcess> {
  const engine = await engineAbove(process.pid);
  if (engine === undefined) {
    throw new Error("this system does not tell");
  }
  return engine;
}

async function joined(run: Partial<EngineRun> = {}, base = join(folder(), "shared")): Promise<RunFolder> {
  const engine = await thisProcess();
  const { startTimer } = systemRuntime();
  return new RunFolder(base, () => Promise.resolve({ address: "127.0.0.1:4711", engine, ...run }), startTimer);
}

it("shows each process of a run what the others declare, in order, and nothing of its own", async () => {
  const [one, other] = [await joined(), await joined()];
  const pair = { name: "ops", region: "r", projectId: "p" };
  const declarations: Declaration[] = [
    server("s-1"),
    { kind: "keyPair", pair, standing: "made" },
    { kind: "keyPair", pair, standing: "released" },
  ];
  await Promise.all(declarations.map((each) => one.publish(each)));
  expect(await other.others()).toEqual([declarations]);
  expect(await one.others()).toEqual([]);
});

it("shows nothing of another run: another engine, or another address of the same one", async () => {
  await (await joined()).publish(server("s-1"));
  const engine = await engineAbove(process.ppid);
  expect(await (await joined({ engine: engine ?? (await thisProcess()) })).others()).toEqual([]);
  expect(await (await joined({ address: "127.0.0.1:4712" })).others()).toEqual([]);
});

it("keeps its files to this user", async () => {
  await (await joined()).publish(server("s-1"));
  const base = join(folder(), "shared");
  const [run = ""] = readdirSync(base);
  const [file = ""] = readdirSync(join(base, run));
  const modes = [base, join(base, run), join(base, run, file)].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o700, 0o700, 0o600]);
});

it("removes what runs left whose engine is gone, and nothing else", async () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  const base = join(folder(), "shared");
  const left = join(base, `${gone}_17_abc`);
  mkdirSync(left, { recursive: true, mode: 0o700 });
  mkdirSync(join(base, "something else"));
  await (await joined()).publish(server("s-1"));
  const other = await joined({ address: "127.0.0.1:4712" });
  await other.publish(server("s-2"));
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(base)).toHaveLength(3);
});

it.each([
  [
    "open to others",
    (base: string) => {
      mkdirSync(base);
      chmodSync(base, 0o777);
    },
  ],
  [
    "a link",
    (base: string) => {
      mkdirSync(`${base}-real`, { mode: 0o700 });
      symlinkSync(`${base}-real`, base);
    },
  ],
])("shares nothing through a folder that is %s, and fails nobody", async (_what, plant) => {
  plant(join(folder(), "shared"));
  const [one, other] = [await joined(), await joined()];
  await one.publish(server("s-1"));
  expect(await other.others()).toEqual([]);
});

it("shares nothing where the engine is not known", async () => {
  const { startTimer } = systemRuntime();
  const lost = new RunFolder(join(folder(), "shared"), () => Promise.resolve(undefined), startTimer);
  await lost.publish(server("s-1"));
  expect(await lost.others()).toEqual([]);
});

it("leaves a line that is being written for the next look, and refuses to answer by one that cannot be read", async () => {
  const [one, other] = [await joined(), await joined()];
  await one.publish(server("s-1"));
  const base = join(folder(), "shared");
  const [run = ""] = readdirSync(base);
  const [file = ""] = readdirSync(join(base, run));
  appendFileSync(join(base, run, file), '{"kind":"ser');
  expect(await other.others()).toEqual([[server("s-1")]]);
  appendFileSync(join(base, run, file), "\n");
  await expect(other.others()).rejects.toThrow("cannot be read");
});

it("waits for no file longer than its patience", async () => {
  const rings: (() => void)[] = [];
  const impatient = new RunFolder(
    join(folder(), "shared"),
    () => new Promise<EngineRun>(() => undefined),
    (_ms, ring) => {
      rings.push(ring);
      return () => undefined;
    },
  );
  const [published, others] = [impatient.publish(server("s-1")), impatient.others()];
  others.catch(() => undefined);
  while (rings.length < 2) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  rings.forEach((ring) => ring());
  await expect(published).resolves.toBeUndefined();
  await expect(others).rejects.toThrow("cannot be read");
});
