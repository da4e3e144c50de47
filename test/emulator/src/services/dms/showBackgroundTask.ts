import type { Operation } from "../../http/operation";
import { dmsTaskBody, findDmsTask } from "./dmsTasks";

/** GET /v2/{project_id}/instances/{instance_id}/tasks/{task_id}. */
export const showBackgroundTask: Operation = {
  name: "ShowBackgroundTask",
  method: "GET",
  path: "/v2/:project_id/instances/:instance_id/tasks/:task_id",
  service: "dms",
  run({ world, params }) {
    const { task } = findDmsTask(world, params["instance_id"] ?? "", params["task_id"] ?? "");
    return { status: 200, body: { task_count: "1", tasks: [dmsTaskBody(world, task)] } };
  },
};
