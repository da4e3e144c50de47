import { deleteFailedTasks } from "../../../provider/src/operations/lists/deleteFailedTasks";
import {
  failedTasks,
  listFailedTasks,
  listRunningTasks,
  runningTasks,
} from "../../../provider/src/operations/lists/taskListing";
import { taskListBench, type TaskListBench } from "../../support/taskListBench";

let bench: TaskListBench;

describe("1,100 running and 1,100 failed tasks, which is more than a page", () => {
  let running: string[];
  let failed: string[];

  beforeAll(async () => {
    bench = await taskListBench(2_200);
    failed = await bench.begin(1_100, { outcome: "fail", durationMs: 1 });
    bench.pass(10);
    running = [
      ...(await bench.begin(200, { outcome: "succeed", durationMs: 60_000 })),
      ...(await bench.begin(200, { outcome: "succeed", durationMs: 120_000 })),
      ...(await bench.begin(700, { outcome: "hang" })),
    ];
  });
  afterAll(() => bench.close());

  it("are listed whole and exactly, in at most four requests each", async () => {
    bench.asked("");
    expect((await listRunningTasks(bench.cloud)).map(({ taskId }) => taskId).sort()).toEqual([...running].sort());
    expect(bench.asked("ListRunningTask")).toBeLessThanOrEqual(4);
    expect((await listFailedTasks(bench.cloud)).map(({ taskId }) => taskId).sort()).toEqual([...failed].sort());
    expect(bench.asked("ListFailedTask")).toBeLessThanOrEqual(4);
  });

  it("are filtered here by server, key pair, operation and time", async () => {
    const [one, ...others] = await listFailedTasks(bench.cloud, { serverId: "s-7" });
    expect(others).toEqual([]);
    expect(one).toEqual({
      taskId: failed[7],
      operateType: "FAILED_BIND",
      operation: "BIND",
      taskTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      serverName: "name-7",
      serverId: "s-7",
      keyPairName: "kp",
      errorMessage: "Login failed",
    });
    const since = new Date(one?.taskTime ?? 0);
    expect(
      await listFailedTasks(bench.cloud, { serverId: "s-7", since, keyPairName: "kp", operation: "BIND" }),
    ).toEqual([one]);
    for (const filter of [
      { since: new Date(since.getTime() + 3_600_000) },
      { before: new Date(since.getTime() - 3_600_000) },
      { keyPairName: "other" },
      { operation: "UNBIND" } as const,
    ]) {
      expect(await listFailedTasks(bench.cloud, filter)).toEqual([]);
    }
  });

  it("come one by one, and pages not wanted are not asked for", async () => {
    bench.asked("");
    for await (const task of failedTasks(bench.cloud)) {
      expect(failed).toContain(task.taskId);
      break;
    }
    expect(bench.asked("ListFailedTask")).toBe(1);
  });

  it("none that runs on is lost or doubled while 200 end between one page and the next", async () => {
    bench.asked("");
    const read: string[] = [];
    for await (const task of runningTasks(bench.cloud)) {
      read.push(task.taskId);
      if (read.length === 10 || read.length === 1001) {
        bench.pass(60_001);
      }
    }
    expect(bench.asked("ListRunningTask")).toBeLessThanOrEqual(4);
    expect(new Set(read).size).toBe(read.length);
    const begun = new Set(running);
    expect(read.filter((id) => !begun.has(id))).toEqual([]);
    const present = new Set(read);
    expect(running.slice(400).filter((id) => !present.has(id))).toEqual([]);
  });

  it("records can be deleted while they are read, and none is passed over", async () => {
    const deleted = await deleteFailedTasks(bench.cloud, { operation: "BIND" });
    expect(deleted.map(({ taskId }) => taskId).sort()).toEqual([...failed].sort());
    expect(await listFailedTasks(bench.cloud)).toEqual([]);
  });
});
