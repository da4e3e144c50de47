import type { FailedTask, RunningTask } from "../client/kps/taskRecord";
import { Alarm } from "./alarm";
import { FailedLooks } from "./failedLooks";
import { Lateness } from "./lateness";
import { ListStanding } from "./listStanding";
import { defaultRequestsPerSecond, tailUntilMs, type Crowd } from "./pace";
import { PollGate } from "./pollGate";
import { RunningLooks } from "./runningLooks";
import { SharedList } from "./sharedList";
import type { FailedSnapshot, RunningSnapshot, SnapshotRequest } from "./snapshot";
import type { TaskCalls } from "./watcherRuntime";
import { TaskLooks } from "./taskLooks";
import type { Watched } from "./watched";
import { Waiter } from "./waiter";
import { Waiters } from "./waiters";
import type { TaskOutcome, WaitRequest } from "./waitRequest";
import type { WatcherRuntime } from "./watcherRuntime";

/** Failed lists in a row after which the waiters are looked at one by one. */
const failuresToMistrust = 3;

/** Brings those who wait and those who look together: one plan and one timer for all. */
export class Watch {
  readonly #waiters = new Waiters();
  readonly #watched: Watched;
  readonly #running: SharedList<RunningTask>;
  readonly #failed: SharedList<FailedTask>;
  readonly #taskLooks: TaskLooks;
  readonly #runningLooks: RunningLooks;
  readonly #failedLooks: FailedLooks;
  readonly #alarm: Alarm;
  #tailUntilMs = -Infinity;
  #planned = false;

  constructor(
    calls: TaskCalls,
    private readonly runtime: WatcherRuntime,
  ) {
    const changed = (): void => this.#planSoon();
    this.#watched = {
      waiters: this.#waiters,
      gate: new PollGate(runtime),
      standing: new ListStanding(),
      lateness: new Lateness(runtime),
      calls,
      runtime,
      throttled: () => this.#running.throttled(),
      changed,
    };
    this.#running = new SharedList("running", calls.listRunningTasks, runtime, changed);
    this.#failed = new SharedList("failed", calls.listFailedTasks, runtime, changed);
    this.#taskLooks = new TaskLooks(this.#watched);
    this.#runningLooks = new RunningLooks(this.#watched, this.#running);
    this.#failedLooks = new FailedLooks(this.#watched, this.#failed);
    this.#alarm = new Alarm(runtime, () => this.#plan());
  }

  wait(request: WaitRequest): Promise<TaskOutcome> {
    const waiter = new Waiter(request, this.runtime, (over) => {
      this.#waiters.delete(over);
      this.#planSoon();
    });
    if (!waiter.over.signal.aborted) {
      this.#waiters.add(waiter);
      this.#planSoon();
    }
    return waiter.outcome;
  }

  runningTasks(request: SnapshotRequest): Promise<RunningSnapshot> {
    return this.#running.ask(request);
  }

  failedTasks(request: SnapshotRequest): Promise<FailedSnapshot> {
    return this.#failed.ask(request);
  }

  lastFailedTasks(): FailedSnapshot | undefined {
    return this.#failed.last;
  }

  /** Plans once for all that happens in one turn of the event loop. */
  #planSoon(): void {
    if (!this.#planned) {
      this.#planned = true;
      void Promise.resolve().then(() => this.#plan());
    }
  }

  #plan(): void {
    this.#planned = false;
    const now = this.runtime.monotonicMs();
    const touched = this.#waiters.takeTouched();
    const crowd = this.#crowd(now);
    this.#alarm.set(
      Math.min(
        this.#running.expire(now),
        this.#failed.expire(now),
        // While the service fails there is room for one request at a time: a list tells the most.
        this.#runningLooks.plan(crowd, touched, now),
        this.#failedLooks.plan(now),
        this.#taskLooks.plan(crowd, touched, now),
      ),
    );
    if (this.#waiters.size === 0) {
      this.#rest();
    }
  }

  /** Breaks off what nobody waits for and forgets what may no longer hold the next time. */
  #rest(): void {
    this.#watched.lateness.forget();
    this.#tailUntilMs = -Infinity;
    if (!this.#running.wanted) {
      this.#running.abandon();
    }
    if (!this.#failed.wanted) {
      this.#failed.abandon();
    }
  }

  #crowd(now: number): Crowd {
    const { timeScale, requestsPerSecond = defaultRequestsPerSecond } = this.runtime;
    const { gate, standing } = this.#watched;
    const { size: waiters, misled, first } = this.#waiters;
    const oldestAgeMs = Math.max(0, now - (first?.submittedAtMs ?? now));
    this.#tailUntilMs = tailUntilMs({ waiters, oldestAgeMs }, this.#tailUntilMs, now, timeScale);
    const listUsable = !standing.refused && gate.failures("running") < failuresToMistrust;
    return { waiters, misled, tail: now < this.#tailUntilMs, listUsable, requestsPerSecond, timeScale };
  }
}
