import { Bench, byKey, byPassword, newKey } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

it.each([
  ["status", "RUNNING_REPLACE", "FAILED_REPLACE"],
  ["failed", "FAILED_REPLACE", "FAILED_REPLACE"],
  ["reset", "RUNNING_RESET", "RUNNING_RESET"],
  ["phase", "RUNNING", "FAILED"],
] as const)("operateType: %s", async (choice, running, failed) => {
  bench.set({ operateType: choice });
  bench.bound("up", "one");
  await bench.associate("up", "two", byKey(newKey()));
  expect(await bench.list("running-tasks")).toMatchObject([{ operate_type: running }]);
  bench.finish();
  expect(await bench.list("failed-tasks")).toMatchObject([{ operate_type: failed }]);
});

it("errorCode, taskTimeUnit, failedTaskTime and listTaskId shape the lists", async () => {
  const before = bench.clock.wall();
  await bench.failReplace();
  const { startedAt, endedAt = 0 } = bench.lastTask();
  expect(await bench.list("failed-tasks")).toEqual([
    {
      task_id: bench.lastTask().taskId,
      operate_type: "FAILED_REPLACE",
      task_time: String(before),
      server_name: "up-1",
      server_id: "up",
      keypair_name: "two",
      task_error_code: null,
      task_error_msg: "Update public key error",
    },
  ]);
  bench.set({ errorCode: "text", taskTimeUnit: "s", failedTaskTime: "end", listTaskId: "server" });
  const ended = Math.floor((before + endedAt - startedAt) / 1000);
  expect(await bench.list("failed-tasks")).toMatchObject([
    { task_id: "up", task_error_code: "KPS.6009", task_time: String(ended) },
  ]);
});

it("late and missing list entries", async () => {
  bench.set({ runningListDelayMs: 100, failedListDelayMs: 200 });
  bench.emulator.control.taskScript({ outcome: "fail", durationMs: 1000 });
  await bench.associate("up", "one", byPassword());
  expect(await bench.list("running-tasks")).toEqual([]);
  bench.clock.pass(100);
  expect(await bench.list("running-tasks")).toHaveLength(1);
  bench.set({ runningListOmits: true });
  expect(await bench.list("running-tasks")).toEqual([]);
  bench.clock.pass(900);
  expect(await bench.list("failed-tasks")).toEqual([]);
  bench.clock.pass(200);
  expect(await bench.list("failed-tasks")).toHaveLength(1);
  bench.set({ failedListOmits: true });
  expect(await bench.list("failed-tasks")).toEqual([]);
});

it("failedRetentionMs, taskRetentionMs and deletedFailedTask", async () => {
  await bench.failReplace();
  const path = `/v3/{project_id}/tasks/${bench.lastTask().taskId}`;
  bench.set({ failedRetentionMs: 10_000_000, taskRetentionMs: 10_000_000 });
  expect(await bench.list("failed-tasks")).toHaveLength(1);
  await bench.client.call("DELETE", "/v3/{project_id}/failed-tasks");
  expect((await bench.get(path)).status).toBe(200);
  bench.set({ deletedFailedTask: "gone" });
  expect((await bench.get(path)).status).toBe(404);
  bench.set({ deletedFailedTask: "readable" });
  bench.clock.pass(10_000_000);
  expect((await bench.get(path)).status).toBe(404);
  await bench.failReplace();
  expect(await bench.list("failed-tasks")).toHaveLength(1);
  bench.clock.pass(10_000_000);
  expect(await bench.list("failed-tasks")).toEqual([]);
});

it("taskTimeUnit: nanoseconds, and a number that is no moment", async () => {
  const before = bench.clock.wall();
  await bench.failReplace();
  bench.set({ taskTimeUnit: "ns" });
  expect(await bench.list("failed-tasks")).toMatchObject([{ task_time: `${before}000000` }]);
  bench.set({ taskTimeUnit: "beyond" });
  expect(await bench.list("failed-tasks")).toMatchObject([{ task_time: "1e300" }]);
});

it.each([
  ["uuid", /^[0-9a-f-]{36}$/],
  ["path", /^\.\.\//],
  ["slash", /^a\//],
  ["blank", /^ /],
  ["long", /^.{301,}$/],
] as const)("taskIds: %s", async (taskIds, form) => {
  bench.set({ taskIds });
  const { body } = await bench.associate("up", "one", byPassword());
  const { task_id: taskId } = body as { task_id: string };
  expect(taskId).toMatch(form);
  expect((await bench.get(`/v3/{project_id}/tasks/${encodeURIComponent(taskId)}`)).body).toMatchObject({
    task_id: taskId,
  });
});

it("pageCap cuts pages, and listTotal says how many records there are", async () => {
  await bench.associate("up", "one", byPassword());
  await bench.associate("down", "one");
  bench.set({ pageCap: 1 });
  const page = async (): Promise<{ total?: number; tasks: unknown[] }> =>
    (await bench.get("/v3/{project_id}/running-tasks?limit=100")).body as { total?: number; tasks: unknown[] };
  expect((await page()).tasks).toHaveLength(1);
  const totals: (number | undefined)[] = [];
  for (const choice of ["right", "omitted", "page", "short", "long"] as const) {
    bench.set({ listTotal: choice });
    totals.push((await page()).total);
  }
  expect(totals).toEqual([2, undefined, 1, 1, 3]);
});

it("answersAbout: another task, server or key pair than the one that was asked for", async () => {
  await bench.associate("up", "one", byPassword());
  const { taskId } = bench.lastTask();
  await bench.associate("down", "one");
  bench.set({ answersAbout: "otherTask" });
  const other = bench.lastTask().taskId;
  expect((await bench.get(`/v3/{project_id}/tasks/${taskId}`)).body).toMatchObject({ task_id: other });
  bench.set({ answersAbout: "otherServer" });
  expect((await bench.get("/v1/{project_id}/cloudservers/up")).body).toMatchObject({ server: { id: "down" } });
  bench.set({ answersAbout: "otherKeyPair" });
  expect((await bench.get("/v3/{project_id}/keypairs/one")).body).toMatchObject({ keypair: { name: "two" } });
});

it("listFrozenState and keyPairTimeUnit", async () => {
  const seconds = Math.floor(bench.clock.wall() / 1000);
  bench.set({ listFrozenState: "number", keyPairTimeUnit: "s" });
  expect((await bench.get("/v3/{project_id}/keypairs")).body).toMatchObject({
    keypairs: [{ keypair: { frozen_state: 0 } }, { keypair: { frozen_state: 0 } }],
  });
  expect((await bench.get("/v3/{project_id}/keypairs/one")).body).toMatchObject({
    keypair: { frozen_state: 0, create_time: seconds, update_time: null },
  });
});

it("dmsPaging: the parameter of the other dialect is ignored", async () => {
  const tasks = ["a", "b", "c"].map((id) => ({ id, name: "n", status: "SUCCESS" as const }));
  bench.emulator.control.putDmsInstance("d", { tasks });
  const first = async (query: string): Promise<unknown> =>
    ((await bench.get(`/v2/{project_id}/instances/d/tasks?${query}`)).body as { tasks: { id: string }[] }).tasks[0]?.id;
  expect([await first("start=2"), await first("offset=2")]).toEqual(["b", "c"]);
  bench.set({ dmsPaging: "start" });
  expect([await first("start=2"), await first("offset=2")]).toEqual(["b", "a"]);
  bench.set({ dmsPaging: "offset" });
  expect([await first("start=2"), await first("offset=2")]).toEqual(["a", "c"]);
});
