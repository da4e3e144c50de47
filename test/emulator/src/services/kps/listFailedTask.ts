import type { Operation } from "../../http/operation";
import type { Task } from "../../world/task";
import type { World } from "../../world/world";
import { listEntry, TaskPages } from "./taskPage";

const pages = new TaskPages(failedEntry);

/** GET /failed-tasks: records of failed tasks, in the order of failing. */
export const listFailedTask: Operation = {
  name: "ListFailedTask",
  method: "GET",
  path: "/v3/:project_id/failed-tasks",
  service: "kps",
  quota: "tasks",
  run(call) {
    const { world } = call;
    const tasks = world.tasks.failed(world.clock.now(), world.settings.quirks);
    return pages.answer(call, tasks);
  },
};

function failedEntry(world: World, task: Task): object {
  const scriptedCode = task.scripted?.errorCode;
  const natural = world.settings.quirks.errorCode === "text" && task.errorCode !== "" ? task.errorCode : null;
  return {
    ...listEntry(world, task, "FAILED"),
    task_error_code: scriptedCode ?? natural ?? null,
    task_error_msg: task.errorMessage ?? "",
  };
}
