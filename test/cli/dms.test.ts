import { cliBench, type CliBench } from "./cliBench";
import { runCli, startCli } from "./runCli";

jest.setTimeout(60_000);

const instance = "55555555-5555-4555-8555-555555555555";
let bench: CliBench;

beforeEach(async () => {
  bench = await cliBench();
});

afterEach(() => bench.close());

const run = (...args: string[]) => runCli(args, bench.variables);

it("lists the background tasks of an instance, without what was given to them", async () => {
  const params = JSON.stringify({ password: "canary-password" });
  bench.emulator.control.putDmsInstance(instance, {
    engine: "kafka",
    tasks: [
      { id: "one", name: "modifyAutoTopic", status: "SUCCESS", params, createdAt: "2026-01-02T03:04:05Z" },
      { id: "two", name: "restart", status: "FAILED", params, createdAt: "2026-01-03T03:04:05Z" },
    ],
  });
  const table = await run("dms", "tasks", instance);
  expect(table.stdout).toMatch(/^CREATED +CHANGED +NAME +STATUS +USER +TASK\n/);
  expect(table.stdout).toMatch(/\n2026-01-02 03:04:05Z .* modifyAutoTopic +SUCCESS .* one\n/);
  expect(table).toMatchObject({ status: 0, stderr: "2 background tasks\n" });
  const late = await run("dms", "tasks", instance, "--json", "--since", "2026-01-03");
  expect(JSON.parse(late.stdout)).toMatchObject([{ id: "two", createdAt: "2026-01-03T03:04:05.000Z" }]);
  const named = await run("dms", "tasks", instance, "--json", "--name", "modifyAutoTopic");
  expect(JSON.parse(named.stdout)).toMatchObject([{ id: "one" }]);
  expect(table.stdout + late.stdout + named.stdout).not.toContain("canary-password");
});

it("waits until they have settled: 0 when they ended well, 1 when one failed, 3 when not in time", async () => {
  const { control } = bench.emulator;
  const task = { id: "one", name: "modifyAutoTopic", status: "EXECUTING" } as const;
  control.putDmsInstance(instance, { engine: "kafka", tasks: [task] });
  const wait = startCli(["dms", "wait", instance, "--json"], bench.variables);
  await wait.printed(/0 of 1 settled, waiting for modifyAutoTopic/);
  control.putDmsInstance(instance, { tasks: [{ ...task, status: "SUCCESS" }] });
  const end = await wait.end;
  expect(JSON.parse(end.stdout)).toMatchObject([{ id: "one", status: "SUCCESS" }]);
  expect(end.status).toBe(0);

  control.putDmsInstance(instance, { tasks: [{ ...task, status: "CANCELLED" }] });
  expect(await run("dms", "wait", instance)).toMatchObject({ status: 1 });
  const short = await run("dms", "wait", instance, "--expect", "2", "--timeout", "1s");
  expect(short.stderr).toContain("They have not settled in time");
  expect(short.status).toBe(3);
});

it("refuses a time that ends before it begins", async () => {
  bench.emulator.control.putDmsInstance(instance, { tasks: [{ id: "one", name: "restart", status: "EXECUTING" }] });
  const wait = await run("dms", "wait", instance, "--since", "1h", "--until", "2h");
  expect(wait).toMatchObject({ status: 2, stdout: "" });
  expect(wait.stderr).toMatch(/until lies before since/);
});
