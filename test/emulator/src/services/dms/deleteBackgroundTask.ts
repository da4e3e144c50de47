import type { Operation } from "../../http/operation";
import { dmsStatus } from "../../world/dmsInstance";
import { dmsRefusal, findDmsTask } from "./dmsTasks";

/** DELETE /v2/{project_id}/instances/{instance_id}/tasks/{task_id}: finished records only. */
export const deleteBackgroundTask: Operation = {
  name: "DeleteBackgroundTask",
  method: "DELETE",
  path: "/v2/:project_id/instances/:instance_id/tasks/:task_id",
  service: "dms",
  changes: true,
  run({ world, params }) {
    const { instance, task } = findDmsTask(world, params["instance_id"] ?? "", params["task_id"] ?? "");
    if (["CREATED", "EXECUTING"].includes(dmsStatus(task, world.clock.now()))) {
      throw dmsRefusal(400, "DMS.00400017", "The background task is still running.");
    }
    instance.tasks.delete(task.id);
    return { status: 204 };
  },
};
