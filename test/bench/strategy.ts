import { showTask } from "../../provider/dist/client/kps/showTask";
import type { Cloud } from "../../provider/dist/client/cloud";
import { watcherOf } from "../../provider/dist/tasks/taskWatcher";

export const strategies = ["watcher", "each-2s", "terraform"] as const;

/** A way to wait for tasks. */
export type Strategy = (typeof strategies)[number];

/** An accepted task. */
export interface PostedTask {
  readonly taskId: string;
  readonly serverId: string;
}

/** Waits for one task; to be called when its POST has just been acknowledged. */
export type Wait = (task: PostedTask) => Promise<void>;

const patienceMs = 600_000;

/** The waits of a strategy, every time in them multiplied by the time scale. */
export function waitBy(strategy: Strategy, cloud: Cloud, timeScale: number): Wait {
  switch (strategy) {
    case "watcher":
      return byWatcher(cloud);
    case "each-2s":
      return bySchedule(cloud, 2_000 * timeScale, 2_000 * timeScale);
    case "terraform":
      // resource_huaweicloud_kps_keypair_associate: first look after 10 s, then one every 20 s.
      return bySchedule(cloud, 10_000 * timeScale, 20_000 * timeScale);
  }
}

function byWatcher(cloud: Cloud): Wait {
  const watcher = watcherOf(cloud);
  return async ({ taskId, serverId }) => {
    const submittedAtMs = performance.now();
    const deadlineMs = submittedAtMs + patienceMs;
    const outcome = await watcher.wait({ taskId, serverId, operation: "BIND", submittedAtMs, deadlineMs });
    if (outcome.end !== "success") {
      throw new Error(`task ${taskId} was to succeed, but its end is ${outcome.end}`);
    }
  };
}

/** Every task on its own, with the same client below. */
function bySchedule(cloud: Cloud, firstMs: number, everyMs: number): Wait {
  return async ({ taskId }) => {
    for (let pauseMs = firstMs; ; pauseMs = everyMs) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const { taskStatus } = await showTask(cloud, { taskId });
      if (taskStatus.startsWith("SUCCESS_")) {
        return;
      }
      if (taskStatus.startsWith("FAILED_")) {
        throw new Error(`task ${taskId} was to succeed, but its end is ${taskStatus}`);
      }
    }
  };
}
