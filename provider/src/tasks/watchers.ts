import type { Cloud } from "../client/cloud";
import { listFailedTasks } from "../client/kps/listFailedTasks";
import { listRunningTasks } from "../client/kps/listRunningTasks";
import { showTask } from "../client/kps/showTask";
import { systemRuntime } from "../transport/runtime";
import { createTaskWatcher, type TaskWatcher } from "./taskWatcher";

const watchers = new Map<string, TaskWatcher>();

/** The watcher of this endpoint, project and credential: one in the process, whoever asks. */
export function watcherFor(cloud: Cloud): TaskWatcher {
  const known = watchers.get(cloud.key);
  if (known !== undefined) {
    return known;
  }
  const { monotonicMs, startTimer, random } = systemRuntime;
  const watcher = createTaskWatcher(
    {
      showTask: (taskId, options) => showTask(cloud, taskId, options),
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
  watchers.set(cloud.key, watcher);
  return watcher;
}
