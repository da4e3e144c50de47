import { deleteFailedTasks } from "../../../provider/src/operations/lists/deleteFailedTasks";
import {
  failedTasks,
  listFailedTasks,
  listRunningTasks,
  runningTasks,
} from "../../../provider/src/operations/lists/taskListing";
import type { Collected } from "../../../provider/src/operations/lists/collect";
import type { TaskFilter } from "../../../provider/src/operations/lists/taskFilter";
import type { FailedTaskRecord, ListedTask } from "../../../provider/src/model/taskEntries";
import { getTask } from "../../../provider/src/operations/lists/taskState";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { beginTasks } from "./beginTasks";
import type { Cloud } from "../../../provider/src/client/cloud";

let bench: InProcessBench;
let cloud: Cloud;
let seen = 0;

/** How often an operation was asked for since the last call. */
function asked(operation: string): number {
  const rows = bench.emulator.control.requests();
  const count = rows.slice(seen).filter((row) => row.operation === operation).length;
  seen = rows.length;
  return count;
}

/** The tasks of a list that is whole, by their ids. */
function ids({ entries, complete }: Collected<ListedTask>): string[] {
  expect(complete).toBe(true);
  return entries.map(({ taskId }) => taskId).sort();
}

const wanted = async (filter: TaskFilter): Promise<FailedTaskRecord[]> =>
  (await listFailedTasks(cloud, filter)).entries;

describe("1,100 running and 1,100 failed tasks, which is more than a page", () => {
  let running: string[];
  let failed: string[];

  beforeAll(async () => {
    bench = inProcessBench();
    const { emulator, world } = bench;
    cloud = await bench.others();
    const servers = putServers(emulator, 2_200);
    const begin = (count: number, script: Parameters<typeof beginTasks>[3]): Promise<string[]> =>
      beginTasks(emulator, cloud, servers.splice(0, count), script);
    failed = await begin(1_100, { outcome: "fail", durationMs: 1 });
    await world.clock.sleep(10);
    running = [
      ...(await begin(200, { outcome: "succeed", durationMs: 60_000 })),
      ...(await begin(200, { outcome: "succeed", durationMs: 120_000 })),
      ...(await begin(700, { outcome: "hang" })),
    ];
  });

  it("are listed whole and exactly, in at most four requests each", async () => {
    asked("");
    expect(ids(await listRunningTasks(cloud))).toEqual([...running].sort());
    expect(asked("ListRunningTask")).toBeLessThanOrEqual(4);
    expect(ids(await listFailedTasks(cloud))).toEqual([...failed].sort());
    expect(asked("ListFailedTask")).toBeLessThanOrEqual(4);
  });

  it("are filtered here by server, key pair, operation and time", async () => {
    const [one, ...others] = await wanted({ serverId: "id-8" });
    expect(others).toEqual([]);
    expect(one).toEqual({
      taskId: failed[7],
      operateType: "FAILED_BIND",
      operation: "BIND",
      taskTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      serverName: "web-8",
      serverId: "id-8",
      keyPairName: "kp-a",
      errorMessage: "Login failed",
    });
    const since = new Date(one?.taskTime ?? 0);
    expect(await wanted({ serverId: "id-8", since, keyPairName: "kp-a", operation: "BIND" })).toEqual([one]);
    for (const filter of [
      { since: new Date(since.getTime() + 3_600_000) },
      { before: new Date(since.getTime() - 3_600_000) },
      { keyPairName: "other" },
      { operation: "UNBIND" } as const,
    ]) {
      expect(await wanted(filter)).toEqual([]);
    }
  });

  it("come one by one, and pages not wanted are not asked for", async () => {
    asked("");
    for await (const task of failedTasks(cloud)) {
      expect(failed).toContain(task.taskId);
      break;
    }
    expect(asked("ListFailedTask")).toBe(1);
  });

  it("none that runs on is lost or doubled while 200 end between one page and the next", async () => {
    asked("");
    const read: string[] = [];
    for await (const task of runningTasks(cloud)) {
      read.push(task.taskId);
      if (read.length === 10 || read.length === 1001) {
        await bench.world.clock.sleep(60_001);
      }
    }
    expect(asked("ListRunningTask")).toBeLessThanOrEqual(4);
    expect(new Set(read).size).toBe(read.length);
    const begun = new Set(running);
    expect(read.filter((id) => !begun.has(id))).toEqual([]);
    const present = new Set(read);
    expect(running.slice(400).filter((id) => !present.has(id))).toEqual([]);
  });

  it("records can be deleted while they are read, and none is passed over", async () => {
    const deleted = await deleteFailedTasks(cloud, { operation: "BIND" });
    expect(deleted.map(({ taskId }) => taskId).sort()).toEqual([...failed].sort());
    expect(await listFailedTasks(cloud)).toEqual({ entries: [], complete: true });
  });
});

it.each([
  ["the service counts more than it lists", { total: 3, tasks: [] }],
  ["an entry cannot be read", { total: 1, tasks: [{ task_id: 7 }] }],
])("a list is not called whole where %s, nor is a failure called one without a reason", async (_name, body) => {
  bench = inProcessBench();
  const { emulator, world } = bench;
  cloud = await bench.others();
  const [taskId = ""] = await beginTasks(emulator, cloud, ["running"], { outcome: "fail", durationMs: 1 });
  await world.clock.sleep(10);
  emulator.control.fault({ operation: "ListFailedTask", times: 100, status: 200, body });
  expect(await listFailedTasks(cloud)).toEqual({ entries: [], complete: false });
  expect((await getTask(cloud, taskId)).failureUnknown).toMatch(/could not be read as a whole/);
});

it("tells that a task has failed although the list of failures cannot be read, and says so", async () => {
  bench = inProcessBench();
  const { emulator, world } = bench;
  cloud = await bench.others();
  const [taskId = ""] = await beginTasks(emulator, cloud, ["running"], { outcome: "fail", durationMs: 1 });
  await world.clock.sleep(10);
  const fault = { operation: "ListFailedTask", times: 100, body: {} };
  emulator.control.fault({ ...fault, status: 503 });
  const told = await getTask(cloud, taskId);
  expect(told).toMatchObject({ phase: "failed", failureUnknown: expect.stringContaining("HTTP 503") as string });
  emulator.control.clearFaults();
  emulator.control.fault({ ...fault, status: 403 });
  expect((await getTask(cloud, taskId)).failureUnknown).toMatch(/403; needs kps::getFailedTask/);
});
