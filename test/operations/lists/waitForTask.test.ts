import { waitForTask } from "../../../provider/src/operations/lists/waitForTask";
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
