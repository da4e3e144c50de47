import type { Cloud } from "../client/cloud";
import { listFailedTasks } from "../client/kps/listFailedTasks";
import { listRunningTasks } from "../client/kps/listRunningTasks";
import { showTask } from "../client/kps/showTask";
import { createTaskWatcher, type TaskWatcher } from "./taskWatcher";

/** A watcher of the tasks of one cloud; whoever works on that cloud shares it. */
export function watcherOf(cloud: Cloud): TaskWatcher {
  const { monotonicMs, startTimer, random } = cloud.runtime;
  return createTaskWatcher(
    {
      showTask: (asked, options) => showTask(cloud, asked, options),
      listRunningTasks: (page, options) => listRunningTasks(cloud, page, options),
      listFailedTasks: (page, options) => listFailedTasks(cloud, page, options),
    },
    {
      monotonicMs,
      startTimer,
      random,
      timeScale: cloud.settings.testTimeScale ?? 1,
      requestsPerSecond: cloud.settings.requestsPerMinute / 60,
    },
  );
}
