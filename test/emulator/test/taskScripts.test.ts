import { Bench, byPassword } from "./support/bench";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

const status = async (): Promise<number> =>
  (await bench.client.call("GET", `/v3/{project_id}/tasks/${bench.lastTask().taskId}`)).status;

it("fail: with the given code and message, after exactly the given time", async () => {
  bench.emulator.control.taskScript({
    serverId: "up",
    operation: "BIND",
    outcome: "fail",
    errorCode: "KPS.1",
    errorMessage: "because",
    durationMs: 50,
  });
  await bench.associate("up", "one", byPassword());
  bench.clock.pass(49);
  expect(bench.lastTask().taskStatus).toBe("RUNNING_BIND");
  bench.clock.pass(1);
  expect(bench.lastTask().taskStatus).toBe("FAILED_BIND");
  const { body } = await bench.client.call("GET", "/v3/{project_id}/failed-tasks");
  expect(body).toMatchObject({ total: 1, tasks: [{ task_error_code: "KPS.1", task_error_msg: "because" }] });
});

it("succeed: although the password is wrong", async () => {
  bench.emulator.control.taskScript({ outcome: "succeed" });
  await bench.associate("up", "one", byPassword("wrong"));
  bench.finish();
  expect(bench.lastTask().taskStatus).toBe("SUCCESS_BIND");
  expect(bench.opening("up")).toEqual(["one"]);
});

it("hang: runs for ever", async () => {
  bench.emulator.control.taskScript({ outcome: "hang" });
  await bench.associate("up", "one", byPassword());
  bench.clock.pass(1e9);
  expect(bench.lastTask().taskStatus).toBe("RUNNING_BIND");
});

it("vanish: is nowhere to be found afterwards, and the server is as before", async () => {
  bench.emulator.control.taskScript({ outcome: "vanish", durationMs: 10 });
  await bench.associate("up", "one", byPassword());
  expect(await status()).toBe(200);
  bench.clock.pass(10);
  expect(await status()).toBe(404);
  for (const list of ["running-tasks", "failed-tasks"]) {
    expect((await bench.client.call("GET", `/v3/{project_id}/${list}`)).body).toEqual({ total: 0, tasks: [] });
  }
  expect(bench.opening("up")).toEqual([]);
});

it("statuses are shown for equal parts of the time, a last one of a result at the end", async () => {
  bench.emulator.control.taskScript({
    outcome: "succeed",
    durationMs: 30,
    statuses: ["READY_BIND", "PAUSED_BIND", "RUNNING_X", "SUCCESS_RESET"],
  });
  await bench.associate("up", "one", byPassword());
  const words = [0, 10, 10, 10].map((ms) => {
    bench.clock.pass(ms);
    return bench.lastTask().taskStatus;
  });
  expect(words).toEqual(["READY_BIND", "PAUSED_BIND", "RUNNING_X", "SUCCESS_RESET"]);
});

it("fits by server and operation, and only as many times as asked for", async () => {
  bench.emulator.control.taskScript({ serverId: "down", times: 2, outcome: "fail", durationMs: 0 });
  bench.emulator.control.taskScript({ operation: "UNBIND", outcome: "fail", durationMs: 0 });
  const words = [];
  await bench.associate("up", "one", byPassword());
  for (let index = 0; index < 3; index += 1) {
    await bench.associate("down", "one");
    bench.finish();
    words.push(bench.lastTask().taskStatus);
  }
  expect(words).toEqual(["FAILED_BIND", "FAILED_BIND", "SUCCESS_BIND"]);
});
