import type { Cloud } from "../../client/cloud";
import type { Environment } from "../../settings/environment";
import { watcherFor } from "../../tasks/watchers";
import { systemRuntime } from "../../transport/runtime";
import type { Progress } from "./progress";
import type { StepContext } from "./stepContext";

/** How a wait outside the provider process goes on. */
export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told what is going on. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The context of a wait that belongs to no resource: of a function in a program, or of a command. */
export function standaloneContext(cloud: Cloud, environment: Environment, options: WaitOptions): StepContext {
  const { monotonicMs, sleep } = systemRuntime;
  return {
    cloud,
    watcher: watcherFor(cloud),
    environment,
    monotonicMs,
    sleep,
    timeScale: cloud.settings.testTimeScale ?? 1,
    deadlineMs: monotonicMs() + options.timeoutMs,
    signal: options.signal,
    progress: options.onProgress ?? (() => undefined),
    notice: () => undefined,
  };
}
