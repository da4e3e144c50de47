import type { Operation } from "../../http/operation";
import { answeredAbout } from "../../world/answeredAbout";
import { statusWord } from "../../world/task";
import { KpsRefusal } from "../../refusal";

/** GET /tasks/{task_id}. */
export const listKeypairTask: Operation = {
  name: "ListKeypairTask",
  method: "GET",
  path: "/v3/:project_id/tasks/:task_id",
  service: "kps",
  quota: "tasks",
  run({ world, params, note }) {
    const { quirks } = world.settings;
    const now = world.clock.now();
    const task = world.tasks.find(params["task_id"] ?? "", now, quirks);
    if (task === undefined) {
      throw new KpsRefusal(quirks.unknownTask, "KPS.0001", "The task id is illegal");
    }
    note({ serverId: task.serverId });
    const shown = answeredAbout(task, world.tasks.all(), quirks.answersAbout === "otherTask");
    return {
      status: 200,
      body: { task_id: shown.taskId, server_id: shown.serverId, task_status: statusWord(shown, now, quirks) },
    };
  },
};
