import {
  createTaskWatcher,
  type TaskOutcome,
  type TaskProgress,
  type TaskWatcher,
} from "../../provider/src/tasks/taskWatcher";
import type { WaitRequest } from "../../provider/src/tasks/waitRequest";
import { VirtualClock } from "../support/virtualClock";
import { ScriptedService, type ScriptedTask } from "./scriptedService";

/** A watcher over a scripted service on a virtual clock, and what its waits have told. */
export interface Watching {
  readonly clock: VirtualClock;
  readonly service: ScriptedService;
  readonly watcher: TaskWatcher;
  /** Waits for a task with a deadline of 30 minutes. */
  readonly wait: (task: Pick<ScriptedTask, "taskId" | "serverId">, more?: Partial<WaitRequest>) => Wait;
}

/** One wait. `endedAtMs` is set when it is over. */
export interface Wait {
  readonly outcome: Promise<TaskOutcome>;
  readonly progress: TaskProgress[];
  readonly notes: () => string[];
  endedAtMs: number | undefined;
}

/** Numbers in [0, 1) that are the same each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function watching(options: { timeScale?: number; latencyMs?: number; random?: () => number } = {}): Watching {
  const clock = new VirtualClock(1_000_000);
  const service = new ScriptedService(clock, options.latencyMs);
  const watcher = createTaskWatcher(service.calls, {
    monotonicMs: clock.monotonicMs,
    startTimer: clock.startTimer,
    random: options.random ?? seeded(7),
    timeScale: options.timeScale ?? 1,
    requestsPerSecond: 20,
  });
  const wait: Watching["wait"] = ({ taskId, serverId }, more) => {
    const progress: TaskProgress[] = [];
    const now = clock.monotonicMs();
    const outcome = watcher.wait({
      taskId,
      serverId,
      operation: "BIND",
      submittedAtMs: now,
      deadlineMs: now + 1_800_000,
      onProgress: (each) => progress.push(each),
      ...more,
    });
    const wait: Wait = {
      outcome,
      progress,
      notes: () => progress.flatMap(({ note }) => (note === undefined ? [] : [note])),
      endedAtMs: undefined,
    };
    const note = (): void => {
      wait.endedAtMs = clock.monotonicMs();
    };
    outcome.then(note, note);
    return wait;
  };
  return { clock, service, watcher, wait };
}
