import type { Cloud } from "../../client/cloud";
import type { Environment } from "../../settings/environment";
import type { TaskWatcher } from "../../tasks/taskWatcher";
import type { Progress } from "./progress";

/** What one create, update or delete works with. Times are monotonic ms (as `performance.now()`). */
export interface StepContext {
  cloud: Cloud;
  watcher: TaskWatcher;
  environment: Environment;
  monotonicMs: () => number;
  sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Factor on the provider's own waits; 1 except in tests. */
  timeScale: number;
  deadlineMs: number;
  signal: AbortSignal | undefined;
  /** The resource all this is for, when there is one. */
  urn?: string | undefined;
  /** What is going on now, for the resource's row. */
  progress: (progress: Progress) => void;
  /** Something the person should know although the step goes on or succeeds. */
  notice: (text: string) => void;
}
