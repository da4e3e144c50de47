import { spawn } from "node:child_process";
import { once } from "node:events";
import { engineAbove, isRunning, type ProcessEntry } from "../../../provider/src/handlers/run/engineProcess";

it("is found above a shell that stands between", async () => {
  const script = `process.stdout.write(String(process.ppid)); process.stdin.resume()`;
  const shell = spawn("/bin/sh", ["-c", '"$0" -e "$1"; exit $?', process.execPath, script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [parent] = (await once(shell.stdout, "data")) as [Buffer];
  const [above, direct] = [await engineAbove(Number(parent.toString())), await engineAbove(process.pid)];
  shell.stdin.end();
  await once(shell, "exit");
  expect(Number(parent.toString())).toBe(shell.pid);
  expect(above).toBeDefined();
  expect(above).toEqual(direct);
});

it.each([
  ["the first process of a container, where that is the engine", ["pulumi"], 1],
  ["not the first process of a machine, which takes in whoever has lost its parent", ["systemd"], undefined],
  ["no first process above another program with an engine in it", ["systemd", "deployer", "sh"], 2],
])("is %s", async (_, names, pid) => {
  const entryOf = (asked: number): Promise<ProcessEntry> =>
    Promise.resolve({ pid: asked, parentPid: asked - 1, startedAt: "7", name: names[asked - 1] ?? "" });
  const expected = pid === undefined ? undefined : { pid, startedAt: "7" };
  expect(await engineAbove(names.length, entryOf)).toEqual(expected);
});

it("runs as long as a process of its id and its start does", async () => {
  const engine = await engineAbove(process.pid);
  const known = engine ?? { pid: -1, startedAt: "" };
  expect(await isRunning(known)).toBe(true);
  expect(await isRunning({ ...known, startedAt: `${known.startedAt}0` })).toBe(false);
  expect(await isRunning({ pid: 2 ** 30, startedAt: known.startedAt })).toBe(false);
});
