import type { RunningTask, TaskList, TaskPage } from "../client/kps/taskRecord";
import type { BudgetWait, CallOptions } from "../transport/callOptions";
import { ListTotals } from "./listTotals";
import { onAbort } from "./onAbort";
import { defaultRequestsPerSecond, listIntervalMs, listShares, throttledListIntervalMs } from "./pace";
import { isRefusal, isThrottled } from "./pollTrouble";
import { readTaskList } from "./readTaskList";
import { isEntryOf, SnapshotDeadlineError, type Snapshot, type SnapshotRequest } from "./snapshot";
import { WaitInterruptedError } from "./waitInterruptedError";
import type { WatcherRuntime } from "./watcherRuntime";

/**
 * Failed lists after which somebody who asked for one is told; those who wait for a task never are. A list of running tasks
 * that is throttled is none of these: what it is asked for, a POST, waits for the quota as long as its step has time.
 */
const patience = 5;
/** Lists are sent less often for so long after something had to wait for the request budget, in ms. */
const THROTTLED_FOR_MS = 5_000;
/** A list is remembered until one is there that was sent so much later, in ms: whoever looks every 2 s misses none. */
const REMEMBERED_MS = 5_000;

interface Asker<T extends RunningTask> {
  readonly request: SnapshotRequest;
  readonly sentAfterMs: number;
  failures: number;
  lastError: unknown;
  readonly resolve: (snapshot: Snapshot<T>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One of the two task lists, shared by all who ask for it: whoever asks is served by the first list that is sent at or
 * after the time asked for, be it the last one, the one in flight or one to come. At most one is in flight. Sends
 * nothing by itself: its owner calls `send` when `wantedAtMs` has come.
 */
export class SharedList<T extends RunningTask> {
  readonly #askers = new Set<Asker<T>>();
  #flight: { sentAtMs: number; readonly abort: AbortController } | undefined;
  /** The last ones, the newest first. */
  #recent: readonly Snapshot<T>[] = [];
  #lastSentMs = -Infinity;
  readonly #totals = new ListTotals();
  #throttledAtMs = -Infinity;

  constructor(
    private readonly name: "running" | "failed",
    private readonly listPage: (page: TaskPage, options: CallOptions) => Promise<TaskList<T>>,
    private readonly runtime: WatcherRuntime,
    /** Called when somebody has asked or has gone. */
    private readonly changed: () => void,
  ) {}

  /** The last one, as old as it is; undefined before the first. */
  get last(): Snapshot<T> | undefined {
    return this.#recent[0];
  }

  get inFlight(): boolean {
    return this.#flight !== undefined;
  }

  get wanted(): boolean {
    return this.#askers.size > 0;
  }

  get lastSentMs(): number {
    return this.#lastSentMs;
  }

  /** A list or a look at a task had to wait for the request budget. */
  throttled(): void {
    this.#throttledAtMs = this.runtime.monotonicMs();
  }

  /** Time to leave between two lists for those who wait for a task, by the length of the last one as long as that is recent. */
  intervalMs(atLeastRunning: number): number {
    return this.#intervalMs(atLeastRunning, listShares.watching);
  }

  #intervalMs(atLeastRunning: number, share: number): number {
    const { timeScale, requestsPerSecond = defaultRequestsPerSecond } = this.runtime;
    const nowMs = this.runtime.monotonicMs();
    const recent = nowMs - this.#lastSentMs < 60_000 * timeScale;
    const throttled = nowMs - this.#throttledAtMs < THROTTLED_FOR_MS * timeScale;
    const running = Math.max(recent ? (this.last?.tasks.length ?? 0) : 0, atLeastRunning);
    return recent && throttled
      ? throttledListIntervalMs(running, share, { requestsPerSecond, timeScale })
      : listIntervalMs(running, timeScale);
  }

  /** Asks for a list. @throws WaitInterruptedError, SnapshotDeadlineError, ServiceError, TransportError */
  ask(request: SnapshotRequest): Promise<Snapshot<T>> {
    const pauseMs = (request.pauseMs ?? 0) * this.runtime.timeScale;
    const sentAfterMs = Math.max(request.sentAfterMs, pauseMs === 0 ? -Infinity : this.runtime.monotonicMs() + pauseMs);
    const { signal } = request;
    if (signal?.aborted === true) {
      return Promise.reject(new WaitInterruptedError(`the list of ${this.name} tasks`));
    }
    if (this.last !== undefined && this.last.sentAtMs >= sentAfterMs) {
      return Promise.resolve(this.#naming(request.naming, sentAfterMs) ?? this.last);
    }
    return new Promise((resolve, reject) => {
      const interrupt = (): void => settle(() => reject(new WaitInterruptedError(`the list of ${this.name} tasks`)));
      const settle = (answer: () => void): void => {
        stopListening?.();
        this.#askers.delete(asker);
        answer();
        this.changed();
      };
      const asker: Asker<T> = {
        request,
        sentAfterMs,
        failures: 0,
        lastError: undefined,
        resolve: (snapshot) => settle(() => resolve(snapshot)),
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the call threw
        reject: (error) => settle(() => reject(error)),
      };
      const stopListening = signal === undefined ? undefined : onAbort(signal, interrupt);
      this.#askers.add(asker);
      this.changed();
    });
  }

  /** Tells those whose deadline has come. Returns the next deadline, Infinity when there is none. */
  expire(nowMs: number): number {
    let next = Infinity;
    for (const asker of this.#askers) {
      if (asker.request.deadlineMs <= nowMs) {
        asker.reject(new SnapshotDeadlineError(this.name, asker.lastError));
      } else {
        next = Math.min(next, asker.request.deadlineMs);
      }
    }
    return next;
  }

  /** When a list is to be sent for those who ask and are not served yet; Infinity for nobody. */
  wantedAtMs(): number {
    let wantedMs = Infinity;
    this.#askers.forEach((asker) => (wantedMs = Math.min(wantedMs, asker.sentAfterMs)));
    return Math.max(wantedMs, this.#lastSentMs + this.#intervalMs(0, listShares.asked));
  }

  /**
   * Sends a list now; undefined when it was abandoned. `watchers` are others than those who asked who take an interest:
   * until when, and to be told of waits for the request budget.
   * @throws ServiceError, TransportError (those who asked are served or kept waiting all the same)
   */
  async send(watchers: {
    readonly deadlineMs: number;
    readonly onWait: (wait: BudgetWait) => void;
  }): Promise<Snapshot<T> | undefined> {
    const flight = { sentAtMs: this.runtime.monotonicMs(), abort: new AbortController() };
    this.#flight = flight;
    this.#lastSentMs = flight.sentAtMs;
    let isSent = false;
    const options: CallOptions = {
      // Whoever asks while it waits for the request budget is served by it as well.
      onSend: () => {
        if (!isSent && this.#flight === flight) {
          isSent = true;
          flight.sentAtMs = this.runtime.monotonicMs();
          this.#lastSentMs = flight.sentAtMs;
        }
      },
      signal: flight.abort.signal,
      deadlineMs: this.#latestDeadlineMs(watchers.deadlineMs),
      attempts: 1,
      lane: "status",
      onWait: (wait) => {
        this.throttled();
        watchers.onWait(wait);
        this.#askers.forEach((asker) => asker.request.onWait?.(wait));
      },
    };
    try {
      const read = await readTaskList((page) => this.listPage(page, options), this.#totals, this.last?.tasks);
      const snapshot = { ...read, sentAtMs: flight.sentAtMs };
      if (this.#flight !== flight) {
        return undefined;
      }
      this.#flight = undefined;
      this.#remember(snapshot);
      this.#serve(snapshot);
      return snapshot;
    } catch (error) {
      if (this.#flight !== flight) {
        return undefined;
      }
      this.#flight = undefined;
      this.#disappoint(flight.sentAtMs, error);
      throw error;
    }
  }

  /** Breaks off the list in flight, if any. */
  abandon(): void {
    const flight = this.#flight;
    this.#flight = undefined;
    flight?.abort.abort();
  }

  #latestDeadlineMs(atLeastMs: number): number {
    let latest = atLeastMs;
    this.#askers.forEach((asker) => (latest = Math.max(latest, asker.request.deadlineMs)));
    return latest;
  }

  #remember(snapshot: Snapshot<T>): void {
    const sinceMs = snapshot.sentAtMs - REMEMBERED_MS * this.runtime.timeScale;
    this.#recent = [snapshot, ...this.#recent.filter(({ sentAtMs }) => sentAtMs >= sinceMs)];
  }

  #naming(serverId: string | undefined, sentAfterMs: number): Snapshot<T> | undefined {
    return serverId === undefined
      ? undefined
      : this.#recent.find(
          ({ sentAtMs, tasks, busy }) =>
            sentAtMs >= sentAfterMs && (busy.has(serverId) || tasks.some((entry) => isEntryOf(serverId, entry))),
        );
  }

  #serve(snapshot: Snapshot<T>): void {
    for (const asker of this.#askers) {
      if (snapshot.sentAtMs >= asker.sentAfterMs) {
        asker.resolve(snapshot);
      }
    }
  }

  #disappoint(sentAtMs: number, error: unknown): void {
    for (const asker of this.#askers) {
      if (sentAtMs < asker.sentAfterMs) {
        continue;
      }
      asker.failures += this.name === "running" && isThrottled(error) ? 0 : 1;
      asker.lastError = error;
      if (asker.failures >= patience || isRefusal(error)) {
        asker.reject(error);
      }
    }
  }
}
