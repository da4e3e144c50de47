import { setTimeout as delay } from "node:timers/promises";
import type { Cloud } from "../client/cloud";
import type { StepContext } from "../operations/step/stepContext";
import { processEnvironment } from "../settings/processEnvironment";
import { watcherFor } from "../tasks/watchers";
import type { LiveRow } from "./liveRow";

/** The context of one call: its connection, its row, and its deadline counted from now. */
export function stepContext(cloud: Cloud, row: LiveRow, timeoutMs: number): StepContext {
  return {
    cloud,
    watcher: watcherFor(cloud),
    environment: processEnvironment(),
    monotonicMs: () => performance.now(),
    sleep: async (ms, signal) => {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    },
    timeScale: cloud.settings.testTimeScale ?? 1,
    deadlineMs: performance.now() + timeoutMs,
    signal: undefined,
    urn: row.urn,
    progress: row.progress,
    notice: row.notice,
  };
}
