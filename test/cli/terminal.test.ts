import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { textWidth } from "../../provider/src/cli/textWidth";
import { cliBench, ids, type CliBench } from "./cliBench";
import { shellCommand, startProcess, type RunningCli, type Variables } from "./runCli";

jest.setTimeout(60_000);

/** Programs that give a command a pseudo-terminal, and pass its status and what is typed on. */
const hosts: readonly (readonly [program: string, args: (command: string) => readonly string[]])[] = [
  ["script", (command) => ["-qec", command, "/dev/null"]],
  [
    "python3",
    (command) => [
      "-c",
      "import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(['sh','-c',sys.argv[1]])))",
      command,
    ],
  ],
];

function onTerminal(columns: number, args: readonly string[], variables: Variables): RunningCli {
  const host = hosts.find(([program]) => spawnSync(program, ["--version"]).status === 0);
  if (host === undefined) {
    throw new Error("neither script (util-linux) nor python3 is there to make a pseudo-terminal");
  }
  const [program, argsFor] = host;
  const command = `stty cols ${columns} rows 24; exec ${shellCommand(args)}`;
  return startProcess(program, argsFor(command), { TERM: "xterm-256color", ...variables });
}

async function linesOf(columns: number, args: readonly string[], more: Variables = {}): Promise<string[]> {
  const { stdout } = await onTerminal(columns, args, { ...bench.variables, ...more }).end;
  return stdout.trimEnd().split(/\r?\n/);
}

let bench: CliBench;

beforeAll(async () => {
  bench = await cliBench();
  await bench.failTask(ids.web, "Update public key error: the file /root/.ssh/authorized_keys was edited by hand");
  await bench.failTask(ids.shop, "更新公钥失败，请检查服务器上的文件权限和登录方式是否正确", "KPS.0042");
});

afterAll(() => bench.close());

describe.each([80, 120])("on a terminal of %i columns", (columns) => {
  it.each<[readonly string[]]>([
    [["tasks", "failed"]],
    [["keypairs", "list"]],
    [["doctor"]],
    [["preflight", ids.web, ids.shop, ids.bound]],
  ])("%j keeps every line of its table within the width", async (args) => {
    const lines = (await linesOf(columns, args)).map(stripVTControlCharacters);
    const below = lines.findIndex((line) => line === "" || /^\d+ /.test(line));
    const table = below === -1 ? lines : lines.slice(0, below);
    expect(table.length).toBeGreaterThan(1);
    expect(table.filter((line) => textWidth(line) > columns)).toEqual([]);
  });

  it("no reason and no id is cut, and what has no room is named", async () => {
    const text = (await linesOf(columns, ["tasks", "failed"])).map(stripVTControlCharacters).join("\n");
    const column = text.replace(/^.* {2,}/gm, "").replace(/\n/g, "");
    expect(column.replaceAll(" ", "")).toContain("KPS.0042:更新公钥失败，请检查服务器上的文件权限和登录方式是否正确");
    for (const { taskId } of bench.emulator.control.state().tasks) {
      expect(text).toContain(taskId);
    }
    expect(text).toMatch(/2 failed tasks; no room for .*server id.* \(--json has everything\)/);
  });
});

it("has colours, and none with NO_COLOR or a dumb terminal", async () => {
  const colour = /\u001b\[\d+m/;
  expect((await linesOf(80, ["tasks", "failed"])).join("\n")).toMatch(colour);
  expect((await linesOf(80, ["tasks", "failed"], { NO_COLOR: "1" })).join("\n")).not.toMatch(colour);
  expect((await linesOf(80, ["tasks", "failed"], { TERM: "dumb" })).join("\n")).not.toMatch(colour);
});

it("draws a live view in place, and Ctrl-C leaves it with 130 and a cursor", async () => {
  const view = onTerminal(80, ["tasks", "running", "--watch"], bench.variables);
  await view.printed(/no running tasks/);
  await bench.startTask(ids.web, 600_000);
  await view.printed(/1 running task/);
  view.type("\u0003");
  const { status, stdout } = await view.end;
  expect(status).toBe(130);
  expect(stdout).toContain("\u001b[1A\u001b[J");
  expect(stdout.lastIndexOf("\u001b[?25h")).toBeGreaterThan(stdout.lastIndexOf("\u001b[?25l"));
});

it("asks before anything is deleted; no is no, yes is yes", async () => {
  const failed = () => bench.emulator.control.state().tasks.filter(({ taskStatus }) => taskStatus === "FAILED_BIND");
  expect(failed()).toHaveLength(2);
  const stopped = onTerminal(80, ["tasks", "delete", "--server", ids.web], bench.variables);
  await stopped.printed(/Delete this record\? \[y\/N\]/);
  stopped.type("\u0003");
  expect((await stopped.end).status).toBe(130);
  const no = onTerminal(80, ["tasks", "delete", "--server", ids.web], bench.variables);
  await no.printed(/Delete this record\? \[y\/N\]/);
  no.type("\r");
  expect(await no.end).toMatchObject({ status: 0, stdout: expect.stringContaining("0 records deleted") as string });
  const yes = onTerminal(80, ["tasks", "delete", "--server", ids.web], bench.variables);
  await yes.printed(/Delete this record\? \[y\/N\]/);
  yes.type("y\r");
  expect(await yes.end).toMatchObject({ status: 0, stdout: expect.stringContaining("1 record deleted") as string });
});

it("shows a wait in one line that is taken away at its end", async () => {
  const taskId = await bench.startTask(ids.shop, 3_000);
  const { status, stdout } = await onTerminal(80, ["tasks", "wait", taskId], bench.variables).end;
  const last = stdout.split("\u001b[K").at(-1) ?? "";
  expect(stdout).toMatch(/\r\u001b\[K.*RUNNING_BIND, \d+ s/);
  expect(stripVTControlCharacters(last)).toMatch(new RegExp(`^task ${taskId}: SUCCESS_BIND\r?\nserver `));
  expect(status).toBe(0);
});
