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
