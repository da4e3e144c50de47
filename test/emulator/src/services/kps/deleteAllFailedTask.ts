import type { Operation } from "../../http/operation";

/** DELETE /failed-tasks. */
export const deleteAllFailedTask: Operation = {
  name: "DeleteAllFailedTask",
  method: "DELETE",
  path: "/v3/:project_id/failed-tasks",
  service: "kps",
  quota: "tasks",
  changes: true,
  run({ world }) {
    world.tasks.deleteAllFailed();
    return { status: 200 };
  },
};
