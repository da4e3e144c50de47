import { getTask } from "../../../provider/src/operations/lists/taskState";
import { waitForTask } from "../../../provider/src/operations/lists/waitForTask";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { beginTasks } from "./beginTasks";

let bench: InProcessBench;

/** A task that fails within a second, on a service that lists failures so late. */
async function failingTask(failedListDelayMs: number): Promise<string> {
  bench = inProcessBench({ quirks: { failedListDelayMs } });
  const [taskId = ""] = await beginTasks(bench.emulator, await bench.others(), ["running"], {
    outcome: "fail",
    durationMs: 1_000,
  });
  return taskId;
}

it("finds the reason of a failure that the list shows only seconds after the end", async () => {
  const taskId = await failingTask(3_000);
  const ended = await waitForTask(taskId, await bench.step());
  expect(ended).toMatchObject({ taskId, phase: "failed", failure: { taskId, errorMessage: "Login failed" } });
});

it.each([
  ["waitForTask", async (taskId: string) => waitForTask(taskId, await bench.step())],
  ["getTask", async (taskId: string) => getTask(await bench.others(), taskId)],
])("%s says why no reason is known where records name servers in place of tasks", async (_name, ask) => {
  const taskId = await failingTask(0);
  await waitForTask(taskId, await bench.step());
  bench.emulator.control.settings({ quirks: { listTaskId: "server" } });
  const ended = await ask(taskId);
  expect(ended).toMatchObject({ phase: "failed", failureUnknown: expect.stringContaining("names servers") as string });
  expect(ended).not.toHaveProperty("failure");
});

it("knows the record of a task by its id in whatever letters", async () => {
  const taskId = await failingTask(0);
  await waitForTask(taskId, await bench.step());
  alterAnswers(bench, "/failed-tasks", (body) => ({
    ...body,
    tasks: (body["tasks"] as { readonly task_id: string }[]).map((task) => ({
      ...task,
      task_id: task.task_id.toUpperCase(),
    })),
  }));
  const failure = { errorMessage: "Login failed" };
  expect(await waitForTask(taskId, await bench.step())).toMatchObject({ failure });
  expect(await getTask(await bench.others(), taskId)).toMatchObject({ failure });
});

it("tells that a task has failed although the list of failures cannot be read, and says so", async () => {
  const taskId = await failingTask(0);
  const fault = { operation: "ListFailedTask", times: 100, body: {} };
  bench.emulator.control.fault({ ...fault, status: 503 });
  const ended = await waitForTask(taskId, await bench.step());
  expect(ended).toMatchObject({ phase: "failed", failureUnknown: expect.stringContaining("HTTP 503") as string });
  bench.emulator.control.clearFaults();
  bench.emulator.control.fault({ ...fault, status: 403 });
  const forbidden = await waitForTask(taskId, await bench.step());
  expect(forbidden.failureUnknown).toMatch(/403; needs kps::getFailedTask/);
});

it.each([
  ["goes on waiting where somebody on the way has said for some seconds that nothing is there", {}],
  ["goes on waiting where the service has not known a task for some seconds that runs", { error_code: "KPS.0001" }],
])("%s", async (_name, body) => {
  bench = inProcessBench();
  const script = { outcome: "succeed", durationMs: 60_000 } as const;
  const [taskId = ""] = await beginTasks(bench.emulator, await bench.others(), ["running"], script);
  const { control } = bench.emulator;
  void bench.world.clock.sleep(10_000).then(() => {
    control.fault({ operation: "ListKeypairTask", times: 5, status: 404, body });
  });
  expect(await waitForTask(taskId, await bench.step())).toMatchObject({ taskId, phase: "success" });
});

it("goes on waiting for half a minute where nobody says a word of the task, and then tells what was answered", async () => {
  bench = inProcessBench();
  const [taskId = ""] = await beginTasks(bench.emulator, await bench.others(), ["running"], { outcome: "hang" });
  const { control } = bench.emulator;
  const { clock } = bench.world;
  const step = await bench.step();
  let silentAtMs = 0;
  void clock.sleep(10_000).then(() => {
    silentAtMs = clock.monotonicMs();
    control.fault({ operation: "ListKeypairTask", times: 1_000, status: 404, body: {} });
  });
  await expect(waitForTask(taskId, step)).rejects.toThrow(/was answered 404/);
  expect(clock.monotonicMs() - silentAtMs).toBeGreaterThan(30_000);
  expect(clock.monotonicMs() - silentAtMs).toBeLessThan(60_000);
});
