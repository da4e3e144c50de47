import type { Operation } from "../../http/operation";
import { KpsRefusal } from "../../refusal";

/** DELETE /failed-tasks/{task_id}. */
export const deleteFailedTask: Operation = {
  name: "DeleteFailedTask",
  method: "DELETE",
  path: "/v3/:project_id/failed-tasks/:task_id",
  service: "kps",
  quota: "tasks",
  changes: true,
  run({ world, params }) {
    if (!world.tasks.deleteFailed(params["task_id"] ?? "")) {
      throw new KpsRefusal(400, "KPS.0005", "The failed task does not exist");
    }
    return { status: 200 };
  },
};
