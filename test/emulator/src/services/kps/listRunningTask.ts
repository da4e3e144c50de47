import type { Operation } from "../../http/operation";
import { listEntry, TaskPages } from "./taskPage";

const pages = new TaskPages((world, task) => listEntry(world, task, "RUNNING"));

/** GET /running-tasks: open tasks, oldest first. */
export const listRunningTask: Operation = {
  name: "ListRunningTask",
  method: "GET",
  path: "/v3/:project_id/running-tasks",
  service: "kps",
  quota: "tasks",
  run(call) {
    const { world } = call;
    const tasks = world.tasks.running(world.clock.now(), world.settings.quirks);
    return pages.answer(call, tasks);
  },
};
