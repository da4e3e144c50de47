import { spawn } from "node:child_process";
import { once } from "node:events";
import { cliBench, ids, type CliBench } from "./cliBench";
import { runCli, shellCommand, startCli, startProcess } from "./runCli";

// Every command is a process of its own, and there are up to a dozen of them in a test.
jest.setTimeout(60_000);

let bench: CliBench;

beforeEach(async () => {
  bench = await cliBench();
});

afterEach(() => bench.close());

const run = (...args: string[]) => runCli(args, bench.variables);

/** From now on the list of failed tasks counts more than it shows. */
const listFailedInPart = (): void => {
  const body = { total: 3, tasks: [] };
  bench.emulator.control.fault({ operation: "ListFailedTask", times: 100, status: 200, body });
};

describe("tasks failed", () => {
  it("answers which servers failed, and why, one line each in a pipe, and ends with 0", async () => {
    const first = await bench.failTask(ids.web, "Update public key error");
    const second = await bench.failTask(ids.shop, "Login failed\u001b[2J\r\nsecond line", "KPS.0042");
    const { status, stdout, stderr } = await run("tasks", "failed");
    expect(status).toBe(0);
    expect(stderr).toBe("2 failed tasks\n");
    const [head, ...lines] = stdout.trimEnd().split("\n");
    expect(head).toMatch(/^STARTED +SERVER +SERVER ID +KEY PAIR +OPERATION +TASK +WHY$/);
    expect(lines.sort((one, other) => one.slice(20).localeCompare(other.slice(20)))).toEqual([
      expect.stringMatching(`shop-frontend-1 +${ids.shop} +kp-a +BIND +${second} +KPS.0042: Login failed second line$`),
      expect.stringMatching(`web-1 +${ids.web} +kp-a +BIND +${first} +Update public key error$`),
    ]);
  });

  it("filters by server, key pair, operation and time", async () => {
    const web = await bench.failTask(ids.web, "one");
    await bench.failTask(ids.shop, "two");
    const idsOf = async (...flags: string[]): Promise<string[]> => {
      const { stdout } = await run("tasks", "failed", "--json", ...flags);
      return (JSON.parse(stdout) as { taskId: string }[]).map(({ taskId }) => taskId);
    };
    expect(await idsOf("--server", ids.web)).toEqual([web]);
    expect(await idsOf("--since", "1h", "--operation", "bind", "--key-pair", "kp-a")).toHaveLength(2);
    expect(await idsOf("--operation", "UNBIND")).toEqual([]);
    expect(await idsOf("--since", "2100-01-01")).toEqual([]);
  });

  it("--json is for machines: everything, with times as ISO text", async () => {
    const taskId = await bench.failTask(ids.web, "Update public key error");
    const script =
      'let t="";process.stdin.on("data",(d)=>t+=d).on("end",()=>console.log(JSON.parse(t).map((e)=>e.serverName+" "+e.errorMessage).join()))';
    const piped = `${shellCommand(["tasks", "failed", "--json"])} | '${process.execPath}' -e '${script}'`;
    const { stdout } = await startProcess("sh", ["-c", piped], bench.variables).end;
    expect(stdout).toBe("web-1 Update public key error\n");
    const whole = await run("tasks", "failed", "--json");
    expect(JSON.parse(whole.stdout)).toEqual([
      {
        taskId,
        operateType: "FAILED_BIND",
        operation: "BIND",
        taskTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
        serverName: "web-1",
        serverId: ids.web,
        keyPairName: "kp-a",
        errorMessage: "Update public key error",
      },
    ]);
  });

  it("says on stderr that the list is not whole, where it is for machines too", async () => {
    listFailedInPart();
    const { status, stdout, stderr } = await run("tasks", "failed", "--json");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "[]\n" });
    expect(stderr).toBe("the list is not whole: what it lacks may be there all the same\n");
  });

  it("ends quietly when whoever reads has enough", async () => {
    await bench.failTask(ids.web, "Update public key error");
    const piped = `${shellCommand(["tasks", "failed", "--json"])} | head -c 1; exit \${PIPESTATUS[0]}`;
    const { stdout, stderr } = await startProcess("bash", ["-c", piped], bench.variables).end;
    expect(stdout).toBe("[");
    expect(stderr).not.toContain("EPIPE");
  });
});

describe("tasks show and tasks wait", () => {
  it("show a failed task with its reason, and end with 1", async () => {
    const taskId = await bench.failTask(ids.web, "Login failed", "KPS.0003");
    for (const verb of ["show", "wait"]) {
      const { status, stdout } = await run("tasks", verb, taskId);
      expect(stdout).toMatch(new RegExp(`^task ${taskId}: FAILED_BIND\nserver +web-1 \\(${ids.web}\\)\n`));
      expect(stdout).toMatch(/\ncode +KPS.0003\nwhy +Login failed\ncause +.+\nnext +.+\n/);
      expect(status).toBe(1);
    }
  });

  it("wait until a task has ended, and end with 0", async () => {
    const taskId = await bench.startTask(ids.web, 4_000);
    expect((await run("tasks", "show", taskId)).stdout).toContain("RUNNING_BIND");
    const { status, stdout, stderr } = await run("tasks", "wait", taskId, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ taskId, taskStatus: "SUCCESS_BIND", phase: "success" });
    expect(stderr).toMatch(new RegExp(`BIND on server ${ids.web}: RUNNING_BIND, \\d+ s, task ${taskId}`));
    expect(status).toBe(0);
  });

  it.each([
    ["a full disk", (command: string) => `${command} 2>/dev/full; echo "status $?"`],
    [
      "a pipe that nobody reads",
      (command: string) => `{ { ${command}; echo "status $?" >&3; } 2>&1 >/dev/null | true; } 3>&1`,
    ],
  ])("end with 0 for a task that succeeded, though remarks go to %s", async (_, line) => {
    const taskId = await bench.startTask(ids.web, 4_000);
    const { stdout } = await startProcess(
      "/bin/sh",
      ["-c", line(shellCommand(["tasks", "wait", taskId]))],
      bench.variables,
    ).end;
    expect(stdout).toMatch(/status 0\n$/);
  });

  it("end with 1 for a task that failed, though nobody reads the result", async () => {
    const taskId = await bench.failTask(ids.web, "Login failed");
    const piped = `${shellCommand(["tasks", "wait", taskId])} | true; exit \${PIPESTATUS[0]}`;
    expect((await startProcess("bash", ["-c", piped], bench.variables).end).status).toBe(1);
  });

  it("end with 3 when it has not ended in time, naming what was seen", async () => {
    const taskId = await bench.startTask(ids.web, 600_000);
    const { status, stderr } = await run("tasks", "wait", taskId, "--timeout", "1s");
    expect(stderr).toMatch(/has not ended within 1 s[\s\S]*\nnext +it may still be running: .* longer with --timeout/);
    expect(status).toBe(3);
  });
});

it.each([
  ["tasks", "wait", "a-task"],
  ["dms", "wait", "kafka-1"],
])("%s %s ends with 3 in the time it is given, also where it is not signed in by then", async (...command) => {
  const { control } = bench.emulator;
  control.fault({ operation: "KeystoneListProjects", times: 10, delayMs: 50_000 });
  const startMs = performance.now();
  const { status, stderr } = await runCli([...command, "--timeout", "1s"], {
    ...bench.variables,
    HW_PROJECT_ID: undefined,
  });
  expect(stderr).toMatch(
    /^error: waiting for IAM to sign in and to find the project \(no project id is set\): the deadline has passed\n[\s\S]*longer with --timeout\n$/,
  );
  expect(status).toBe(3);
  expect(performance.now() - startMs).toBeLessThan(8_000);
  control.clearFaults();
});

describe("tasks delete", () => {
  it("deletes one record by its id, and those a filter finds, when told not to ask", async () => {
    const web = await bench.failTask(ids.web, "one");
    const shop = await bench.failTask(ids.shop, "two");
    expect(await run("tasks", "delete", web, "--yes")).toMatchObject({ status: 0, stdout: "1 record deleted\n" });
    expect((await run("tasks", "delete", web, "--yes")).status).toBe(2);
    const young = await run("tasks", "delete", "--older-than", "7d", "--yes");
    expect(young).toMatchObject({ status: 0, stdout: "0 records deleted\n" });
    const { stdout } = await run("tasks", "delete", "--server", ids.shop, "--yes", "--json");
    expect(JSON.parse(stdout)).toEqual([shop]);
    expect((await run("tasks", "failed")).stderr).toBe("no failed tasks\n");
  });

  it("says that the list is not whole from which it has taken what it deletes", async () => {
    listFailedInPart();
    const { stdout, stderr } = await run("tasks", "delete", "--server", ids.web, "--yes");
    expect(stdout).toBe("0 records deleted\n");
    expect(stderr).toBe("the list is not whole: what it lacks may be there all the same\n");
  });

  it("deletes nothing without a filter, or where nobody can be asked", async () => {
    const web = await bench.failTask(ids.web, "one");
    for (const args of [[], ["--yes"], [web], ["--server", ids.web], [web, "--server", ids.web, "--yes"]]) {
      expect((await run("tasks", "delete", ...args)).status).toBe(2);
    }
    expect((await run("tasks", "failed")).stderr).toBe("1 failed task\n");
  });
});

describe("--watch", () => {
  it("ends when nobody reads it any more", async () => {
    const watched = shellCommand(["tasks", "failed", "--watch", "--json"]);
    const piped = `${watched} | head -n 1; exit \${PIPESTATUS[0]}`;
    const watch = startProcess("bash", ["-c", piped], bench.variables);
    await watch.printed(/^\[\]\n/);
    await bench.failTask(ids.web, "Login failed");
    expect((await watch.end).status).toBe(0);
  });
});

describe("Ctrl-C", () => {
  it("ends --watch with 130; each change is a line of JSON", async () => {
    const watch = startCli(["tasks", "failed", "--watch", "--json"], bench.variables);
    await watch.printed(/^\[\]\n/);
    await bench.failTask(ids.web, "Login failed");
    await watch.printed(/\n\[\{.*Login failed.*\}\]\n$/);
    watch.interrupt();
    expect((await watch.end).status).toBe(130);
  });

  it("ends tasks wait with 130, also while nothing answers", async () => {
    const taskId = await bench.startTask(ids.web, 600_000);
    const wait = startCli(["tasks", "wait", taskId], bench.variables);
    await wait.printed(/RUNNING_BIND/);
    wait.interrupt();
    expect((await wait.end).status).toBe(130);
    expect((await wait.end).stderr).not.toContain("error");

    bench.emulator.control.fault({ operation: "ListFailedTask", delayMs: 60_000 });
    const list = startCli(["tasks", "failed"], bench.variables);
    while (bench.emulator.control.requests().every(({ operation }) => operation !== "ListFailedTask")) {
      await once(spawn("true"), "close");
    }
    list.interrupt();
    expect((await list.end).status).toBe(130);
  });
});

it("--watch looks over trouble that passes, and ends at a refusal", async () => {
  const watch = startCli(["tasks", "running", "--watch"], bench.variables);
  await watch.printed(/no running tasks/);
  bench.emulator.control.fault({ operation: "ListRunningTask", status: 503, body: {} });
  await watch.printed(/last look failed: KPS ListRunningTask .* 503/);
  await bench.startTask(ids.web, 600_000);
  await watch.printed(/web-1/);
  bench.emulator.control.fault({ operation: "ListRunningTask", status: 403, body: { error_code: "KPS.9003" } });
  expect((await watch.end).status).toBe(2);
});
