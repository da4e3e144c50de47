import { errorText } from "../../../provider/src/diagnostics/errors/diagnose";
import { functionSpeaker } from "../../../provider/src/diagnostics/speaker";
import { deleteFailedTask, deleteFailedTasks } from "../../../provider/src/operations/lists/deleteFailedTasks";
import { listFailedTasks } from "../../../provider/src/operations/lists/taskListing";
import { getTask } from "../../../provider/src/operations/lists/taskState";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { beginTasks } from "./beginTasks";
import type { Cloud } from "../../../provider/src/client/cloud";
import { rejectionOf } from "../../support/rejections";

let bench: InProcessBench;
let cloud: Cloud;

/** So many tasks that have failed, by their ids. */
async function failedTasks(count: number): Promise<string[]> {
  bench = inProcessBench();
  cloud = await bench.others();
  const servers = putServers(bench.emulator, count);
  const ids = await beginTasks(bench.emulator, cloud, servers, { outcome: "fail", durationMs: 1 });
  await bench.world.clock.sleep(10);
  return ids;
}

const asked = (operation: string): number =>
  bench.emulator.control.requests().filter((row) => row.operation === operation).length;

it("deletes those that match, by their ids, and never the list as a whole", async () => {
  const failed = await failedTasks(3);
  const deleted = await deleteFailedTasks(cloud, { serverId: "id-2" });
  expect(deleted.map(({ taskId }) => taskId)).toEqual([failed[1]]);
  expect((await listFailedTasks(cloud)).entries.map(({ taskId }) => taskId)).toEqual([failed[0], failed[2]]);
  expect(bench.emulator.control.requests().map(({ operation }) => operation)).not.toContain("DeleteAllFailedTask");
});

it("passes over a record that somebody else deletes first", async () => {
  const failed = await failedTasks(3);
  const body = { error_code: "KPS.0005", error_msg: "The failed task does not exist" };
  bench.emulator.control.fault({ operation: "DeleteFailedTask", path: failed[0] ?? "", status: 400, body });
  const deleted = await deleteFailedTasks(cloud, { keyPairName: "kp-a" });
  expect(deleted.map(({ taskId }) => taskId).sort()).toEqual([failed[1], failed[2]].sort());
});

it("refuses a filter that lets everything through, and sends nothing", async () => {
  await failedTasks(3);
  await expect(deleteFailedTasks(cloud, { serverId: undefined })).rejects.toThrow(/no filter is given/);
  expect(asked("ListFailedTask")).toBe(0);
});

it("says of an unknown record that there is none", async () => {
  await failedTasks(3);
  const error = await rejectionOf(deleteFailedTask(cloud, "t-unknown"));
  expect(error).toMatchObject({ name: "UnknownIdError", kind: "failed task", id: "t-unknown" });
  expect(errorText(error, undefined, functionSpeaker)).toMatch(
    /^KPS knows no failed task t-unknown\nanswer +400 KPS.0005 [\s\S]*\nnext +nothing to do/,
  );
});

it("gives a failed task with its reason, and of an unknown one says so", async () => {
  const failed = await failedTasks(3);
  expect(await getTask(cloud, failed[2] ?? "")).toMatchObject({
    taskId: failed[2],
    serverId: "id-3",
    taskStatus: "FAILED_BIND",
    phase: "failed",
    operation: "BIND",
    failure: { errorMessage: "Login failed", serverName: "web-3" },
  });
  bench.emulator.control.fault({ operation: "ListFailedTask", status: 403, body: { error_code: "KPS.9003" } });
  const unexplained = await getTask(cloud, failed[2] ?? "");
  expect(unexplained).not.toHaveProperty("failure");
  expect(unexplained.failureUnknown).toContain("needs kps::getFailedTask");
  expect(await rejectionOf(getTask(cloud, "t-unknown"))).toMatchObject({ name: "UnknownIdError", kind: "task" });
});

it("begins no other deletion once one is refused", async () => {
  await failedTasks(20);
  bench.emulator.control.fault({ operation: "DeleteFailedTask", status: 403, body: { error_code: "KPS.9003" } });
  await expect(deleteFailedTasks(cloud, { keyPairName: "kp-a" })).rejects.toMatchObject({ status: 403 });
  expect(asked("DeleteFailedTask")).toBeLessThanOrEqual(8);
});
