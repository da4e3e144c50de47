import type { Environment } from "../../settings/environment";
import { generateKeyPair, type GenerateKeyPair } from "../keyPair/generateKeyPair";
import type { FinishedTask } from "../report/finishedTask";
import type { TasklessServer } from "../report/tasklessServer";
import { reportFinishedTask, reportTasklessServers } from "../report/reportLines";
import type { Connection } from "./connection";
import type { Progress } from "./progress";

/** What one create, update or delete works with. Times are monotonic ms (as `performance.now()`). */
export interface StepContext extends Connection {
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
  /** Makes a new key pair in this process. */
  generateKeyPair: GenerateKeyPair;
  /** Told of every task of ours that has ended; never throws. */
  finished: (task: FinishedTask) => Promise<void>;
  /** Told in the end of the servers of a fleet for which no task of ours has ended; never throws. */
  taskless: (servers: readonly TasklessServer[]) => Promise<void>;
}

/** How a step goes on, and who hears of it. */
export interface StepOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly urn?: string | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
  readonly notice?: ((text: string) => void) | undefined;
  /** Absent: by this machine's own chance. */
  readonly generateKeyPair?: GenerateKeyPair | undefined;
}

/** The context of one step over a connection; its deadline is counted from now. */
export function stepContext(connection: Connection, environment: Environment, options: StepOptions): StepContext {
  const { cloud } = connection;
  const { runtime, settings } = cloud;
  const { progress = silent, notice = silent } = options;
  const { monotonicMs } = runtime;
  const deadlineMs = monotonicMs() + options.timeoutMs;
  const reporting = { cloud, environment, monotonicMs, deadlineMs, notice };
  return {
    ...connection,
    environment,
    monotonicMs,
    sleep: runtime.sleep,
    timeScale: settings.testTimeScale ?? 1,
    deadlineMs,
    signal: options.signal,
    urn: options.urn,
    progress: (present) => {
      const sinceMs = monotonicMs();
      progress({ pause: (nowMs) => cloud.troubles?.told(sinceMs, nowMs), ...present });
    },
    notice,
    generateKeyPair: options.generateKeyPair ?? generateKeyPair,
    finished: (task) => reportFinishedTask(task, reporting),
    taskless: (servers) => reportTasklessServers(servers, reporting),
  };
}

function silent(): void {
  // Nobody listens.
}
