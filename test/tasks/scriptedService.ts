import type { UnreadableEntry } from "../../provider/src/client/wire/listAnswer";
import type { RunningTask, TaskPage } from "../../provider/src/client/kps/taskRecord";
import type { TaskCalls } from "../../provider/src/tasks/watcherRuntime";
import type { CallOptions } from "../../provider/src/transport/callOptions";
import { ServiceError } from "../../provider/src/transport/serviceError";
import { TransportError } from "../../provider/src/transport/transportError";
import type { VirtualClock } from "../support/virtualClock";

/** A task with its whole life, in monotonic ms. */
export interface ScriptedTask {
  readonly taskId: string;
  readonly serverId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly end: "SUCCESS" | "FAILED";
  readonly operation: string;
}

/** A request as it arrived. */
export interface SeenRequest {
  readonly atMs: number;
  readonly route: "running" | "failed" | "task";
  readonly taskId?: string;
  readonly page?: TaskPage;
}

/** A service error of that status, as the client would throw it. */
export function serviceError(status: number, code?: string, operation = "ListKeypairTask"): ServiceError {
  return new ServiceError({ service: "KPS", operation, method: "GET", host: "localhost", path: "/", status, code });
}

/** A connection that broke, as the client would throw it. */
export function reset(): TransportError {
  const fault = { service: "KPS", operation: "GET", method: "GET", host: "localhost" };
  return new TransportError({ ...fault, kind: "reset", accepted: "unknown", detail: "was reset" });
}

/** The three task calls over scripted tasks, with a log, half of the latency before the answer is made and half after. */
export class ScriptedService {
  readonly requests: SeenRequest[] = [];
  readonly options: CallOptions[] = [];
  readonly failedRecords: (RunningTask & { errorMessage?: string })[] = [];
  /** Entries of the list of running tasks that cannot be read. */
  readonly unreadable: UnreadableEntry[] = [];
  /** Records of failed tasks that cannot be read. */
  readonly unreadableFailed: UnreadableEntry[] = [];
  /** What the list of failed tasks gives as its total. */
  failedTotal: (shown: number) => number = (shown) => shown;
  /** What the list of running tasks gives as its total. */
  total: (shown: number) => number | undefined = (shown) => shown;
  /** How the list differs from the truth at a moment. */
  listed: (task: ScriptedTask, nowMs: number) => boolean = (task, nowMs) => task.startMs <= nowMs && nowMs < task.endMs;
  /** The entry a list has for a task. */
  entry: (task: ScriptedTask) => RunningTask = runningEntry;
  /** Whatever the status of a task is at a moment, or an error to throw. */
  status: (task: ScriptedTask, nowMs: number) => string | Error = statusAt;
  /** An error in place of an answer. */
  fault: (request: SeenRequest) => Error | undefined = () => undefined;
  readonly #tasks = new Map<string, ScriptedTask>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly latencyMs = 50,
  ) {}

  readonly calls: TaskCalls = {
    showTask: ({ taskId }, options) =>
      this.#answer({ atMs: this.clock.monotonicMs(), route: "task", taskId }, options, () => {
        const task = this.#tasks.get(taskId);
        const status = task === undefined ? serviceError(404, "KPS.0001") : this.status(task, this.clock.monotonicMs());
        if (status instanceof Error) {
          throw status;
        }
        return { taskId, serverId: task?.serverId ?? "", taskStatus: status };
      }),
    listRunningTasks: (page, options) =>
      this.#answer({ atMs: this.clock.monotonicMs(), route: "running", page }, options, () => {
        const nowMs = this.clock.monotonicMs();
        const listed = [...this.#tasks.values()].filter((task) => this.listed(task, nowMs)).map(this.entry);
        const total = this.total(listed.length + this.unreadable.length);
        const first = (page.offset ?? 0) === 0;
        return { ...pageOf(listed, page), total, unreadable: first ? this.unreadable : [] };
      }),
    listFailedTasks: (page, options) =>
      this.#answer({ atMs: this.clock.monotonicMs(), route: "failed", page }, options, () => {
        const { length } = this.failedRecords;
        const first = (page.offset ?? 0) === 0;
        return {
          ...pageOf(this.failedRecords, page),
          total: this.failedTotal(length + this.unreadableFailed.length),
          unreadable: first ? this.unreadableFailed : [],
        };
      }),
  };

  /** Puts a task on; it starts now unless said otherwise. */
  add(taskId: string, durationMs: number, more: Partial<ScriptedTask> = {}): ScriptedTask {
    const startMs = more.startMs ?? this.clock.monotonicMs();
    const fixed = { taskId, serverId: `server-of-${taskId}`, end: "SUCCESS", operation: "BIND" } as const;
    const task: ScriptedTask = { ...fixed, startMs, endMs: startMs + durationMs, ...more };
    this.#tasks.set(taskId, task);
    return task;
  }

  /** How often a task, or a list from its first page on, was asked for. */
  count(route: SeenRequest["route"]): number {
    return this.requests.filter((request) => request.route === route && (request.page?.offset ?? 0) === 0).length;
  }

  async #answer<T>(request: SeenRequest, options: CallOptions, answer: () => T): Promise<T> {
    this.requests.push(request);
    this.options.push(options);
    await this.clock.sleep(this.latencyMs / 2, options.signal);
    const error = this.fault(request);
    if (error !== undefined) {
      throw error;
    }
    const result = answer();
    await this.clock.sleep(this.latencyMs / 2, options.signal);
    return result;
  }
}

/** The entry of a task in a list that is keyed by task id. */
export function runningEntry(task: ScriptedTask): RunningTask {
  return {
    taskId: task.taskId,
    operateType: "RUNNING",
    taskTime: 1_700_000_000_000 + task.startMs,
    serverName: "",
    serverId: task.serverId,
    keyPairName: "pair",
  };
}

/** The true status of a task at a moment. */
export function statusAt(task: ScriptedTask, nowMs: number): string {
  return `${nowMs < task.endMs ? "RUNNING" : task.end}_${task.operation}`;
}

function pageOf<T>(all: readonly T[], page: TaskPage): { total: number; tasks: T[]; unreadable: [] } {
  const offset = page.offset ?? 0;
  return { total: all.length, tasks: all.slice(offset, offset + (page.limit ?? 1000)), unreadable: [] };
}
