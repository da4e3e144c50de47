import { errorText } from "../../../provider/src/diagnostics/errors/diagnose";
import { functionSpeaker } from "../../../provider/src/diagnostics/speaker";
import { deleteFailedTask, deleteFailedTasks } from "../../../provider/src/operations/lists/deleteFailedTasks";
import { listFailedTasks } from "../../../provider/src/operations/lists/taskListing";
import { getTask } from "../../../provider/src/operations/lists/taskState";
import { taskListBench, type TaskListBench } from "../../support/taskListBench";
import { rejectionOf } from "../../support/rejections";

let bench: TaskListBench;
let failed: string[];

beforeEach(async () => {
  bench = await taskListBench(3);
  failed = await bench.begin(3, { outcome: "fail", durationMs: 1 });
  bench.pass(10);
});
it("deletes those that match, by their ids, and never the list as a whole", async () => {
  const deleted = await deleteFailedTasks(bench.cloud, { serverId: "s-1" });
  expect(deleted.map(({ taskId }) => taskId)).toEqual([failed[1]]);
  expect((await listFailedTasks(bench.cloud)).map(({ taskId }) => taskId)).toEqual([failed[0], failed[2]]);
  expect(bench.emulator.control.requests().map(({ operation }) => operation)).not.toContain("DeleteAllFailedTask");
});

it("passes over a record that somebody else deletes first", async () => {
  const body = { error_code: "KPS.0005", error_msg: "The failed task does not exist" };
  bench.emulator.control.fault({ operation: "DeleteFailedTask", path: failed[0] ?? "", status: 400, body });
  const deleted = await deleteFailedTasks(bench.cloud, { keyPairName: "kp" });
  expect(deleted.map(({ taskId }) => taskId).sort()).toEqual([failed[1], failed[2]].sort());
});

it("refuses a filter that lets everything through, and sends nothing", async () => {
  bench.asked("");
  await expect(deleteFailedTasks(bench.cloud, { serverId: undefined })).rejects.toThrow(/no filter is given/);
  expect(bench.asked("ListFailedTask")).toBe(0);
});

it("says of an unknown record that there is none", async () => {
  const error = await rejectionOf(deleteFailedTask(bench.cloud, "t-unknown"));
  expect(error).toMatchObject({ name: "UnknownIdError", kind: "failed task", id: "t-unknown" });
  expect(errorText(error, undefined, functionSpeaker)).toMatch(
    /^KPS knows no failed task t-unknown\nanswer +400 KPS.0005 [\s\S]*\nnext +nothing to do/,
  );
});

it("gives a failed task with its reason, and of an unknown one says so", async () => {
  expect(await getTask(bench.cloud, failed[2] ?? "")).toMatchObject({
    taskId: failed[2],
    serverId: "s-2",
    taskStatus: "FAILED_BIND",
    phase: "failed",
    operation: "BIND",
    failure: { errorMessage: "Login failed", serverName: "name-2" },
  });
  bench.emulator.control.fault({ operation: "ListFailedTask", status: 403, body: { error_code: "KPS.9003" } });
  const unexplained = await getTask(bench.cloud, failed[2] ?? "");
  expect(unexplained).not.toHaveProperty("failure");
  expect(unexplained.failureUnknown).toContain("needs kps::getFailedTask");
  expect(await rejectionOf(getTask(bench.cloud, "t-unknown"))).toMatchObject({ name: "UnknownIdError", kind: "task" });
});

it("begins no other deletion once one is refused", async () => {
  await bench.close();
  bench = await taskListBench(20);
  await bench.begin(20, { outcome: "fail", durationMs: 1 });
  bench.pass(10);
  bench.emulator.control.fault({ operation: "DeleteFailedTask", status: 403, body: { error_code: "KPS.9003" } });
  await expect(deleteFailedTasks(bench.cloud, { keyPairName: "kp" })).rejects.toMatchObject({ status: 403 });
  expect(bench.asked("DeleteFailedTask")).toBeLessThanOrEqual(8);
});
