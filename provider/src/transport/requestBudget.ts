import { afterThrottle, atLimit, rateAt, steadyRate } from "./adaptiveRate";
import type { AdaptiveRate } from "./adaptiveRate";
import type { BudgetWait, Lane } from "./callOptions";
import { rateOf, shareOf, waitForWindow, windowFor, type GrantWindow } from "./grantWindow";
import type { Runtime } from "./runtime";
import { namedLimit } from "./throttleNotice";

/** Permission to start one request now. */
export interface Grant {
  readonly startedAtMs: number;
  /** To be called when the answer is there: then the service has counted the request. */
  answered(): void;
}

/** Who asks for a grant. */
export interface GrantRequest {
  readonly lane: Lane;
  readonly signal: AbortSignal;
  /** Must not throw. */
  readonly onWait?: ((wait: BudgetWait) => void) | undefined;
}

interface Waiter extends GrantRequest {
  readonly grant: () => void;
}

interface Start {
  readonly startedAtMs: number;
  answeredAtMs: number | undefined;
}

/** The service counts a request when it arrives: at the latest with the answer, and as a rule by then. */
const arrivalMs = 150;
const firstPauseMs = 1000;
const longestPauseMs = 15_000;
/** While both wait: a change begun early is done early, and whoever looks for its end finds it whenever he looks. */
const CHANGES_A_LOOK = 2;
/** Starts that are remembered, to see whether they alone have used up a limit. */
const rememberedStarts = 1_000;
/** A limit for longer is a quota and no pace: kept to, it would hold everything up for an hour or a day. */
const longestWindowMs = 60_000;

/**
 * Request budget of one service and credential. Never lets more requests start than its rate in any sliding second, serves
 * two changes for each look and each lane in order, and gives way when the service throttles. A limit of less than a request a
 * second that the service names for a minute or less is used as it is counted: what its window has room for may start together.
 * No timer runs while nobody waits.
 */
export class RequestBudget {
  readonly #runtime: Runtime;
  readonly #lanes: Record<Lane, Waiter[]> = { post: [], status: [] };
  #changesInARow = 0;
  #starts: Start[] = [];
  readonly #remembered: Start[] = [];
  /** A limit of less than a request a second, as the service named it. */
  #limit: GrantWindow | undefined;
  readonly #perSecond: number;
  #rate: AdaptiveRate;
  #pausedUntilMs = -Infinity;
  #throttledAtMs = -Infinity;
  #throttledInARow = 0;
  /** The service's words, as long as it throttles. */
  #says: string | undefined;
  #stopAlarm: (() => void) | undefined;

  /** @param requestsPerMinute the rate that is never exceeded */
  constructor(requestsPerMinute: number, runtime: Runtime) {
    this.#runtime = runtime;
    this.#perSecond = requestsPerMinute / 60;
    this.#rate = steadyRate(this.#perSecond, runtime.monotonicMs());
  }

  /** Waits for a turn. Rejects with the signal's reason when it aborts first. */
  async acquire(request: GrantRequest): Promise<Grant> {
    request.signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const lane = this.#lanes[request.lane];
      const leave = (): void => {
        lane.splice(lane.indexOf(waiter), 1);
        this.#serve();
        reject(request.signal.reason as Error);
      };
      const waiter: Waiter = {
        ...request,
        grant: () => {
          request.signal.removeEventListener("abort", leave);
          resolve(this.#start());
        },
      };
      request.signal.addEventListener("abort", leave, { once: true });
      lane.push(waiter);
      this.#serve();
      if (lane.includes(waiter)) {
        request.onWait?.({ ms: this.#expectedWaitMs(), ...this.#notice() });
      }
    });
  }

  /** Learns from a 429: slower from now on, and for a moment nothing at all. */
  throttled(grant: Grant, message: string | undefined, retryAfterMs: number | undefined): void {
    const now = this.#runtime.monotonicMs();
    const news = grant.startedAtMs > this.#throttledAtMs;
    this.#says = message;
    if (news) {
      this.#throttledAtMs = now;
      this.#throttledInARow += 1;
      const named = namedLimit(message);
      this.#learn(now, named !== undefined && named.ms <= longestWindowMs ? named : undefined);
    }
    const ownPause = Math.min(longestPauseMs, firstPauseMs * 2 ** (this.#throttledInARow - 1));
    if (news || retryAfterMs !== undefined) {
      this.#pausedUntilMs = Math.max(this.#pausedUntilMs, now + (retryAfterMs ?? ownPause));
      this.#serve();
      const ms = this.#expectedWaitMs();
      [...this.#lanes.post, ...this.#lanes.status].forEach((waiter) => waiter.onWait?.({ ms, ...this.#notice() }));
    }
  }

  /** An answer that was not a 429. */
  passed(grant: Grant): void {
    if (grant.startedAtMs > this.#throttledAtMs) {
      this.#throttledInARow = 0;
      this.#says = undefined;
    }
  }

  #notice(): Pick<BudgetWait, "says"> {
    return this.#says === undefined ? {} : { says: this.#says };
  }

  /** Where our own requests have used up a limit they need not be fewer; where others take a part of it, they do. */
  #learn(now: number, named: GrantWindow | undefined): void {
    const perSecond = named && rateOf(named);
    this.#limit = perSecond !== undefined && perSecond < 1 ? named : undefined;
    const own = this.#remembered.filter((start) => now - countedAtMs(start) < (this.#limit?.ms ?? 0)).length;
    // The refused one is among them.
    const alone = this.#limit !== undefined && own > this.#limit.starts;
    this.#rate =
      alone && perSecond !== undefined
        ? atLimit(this.#rate, now, perSecond)
        : afterThrottle(this.#rate, now, perSecond);
  }

  #start(): Grant {
    const start: Start = { startedAtMs: this.#runtime.monotonicMs(), answeredAtMs: undefined };
    this.#starts.push(start);
    this.#remembered.push(start);
    if (this.#remembered.length > rememberedStarts) {
      this.#remembered.shift();
    }
    return {
      startedAtMs: start.startedAtMs,
      answered: () => {
        start.answeredAtMs ??= this.#runtime.monotonicMs();
        this.#serve();
      },
    };
  }

  /** Grants all that may start now and sets the alarm for the next one. */
  #serve(): void {
    this.#stopAlarm?.();
    this.#stopAlarm = undefined;
    while (this.#lanes.post.length + this.#lanes.status.length > 0) {
      const waitMs = this.#waitMs();
      if (waitMs > 0) {
        this.#stopAlarm = this.#runtime.startTimer(waitMs, () => this.#serve());
        return;
      }
      this.#lanes[this.#takeLane()].shift()?.grant();
    }
  }

  #takeLane(): Lane {
    const { post, status } = this.#lanes;
    const changes = post.length > 0 && (status.length === 0 || this.#changesInARow < CHANGES_A_LOOK);
    this.#changesInARow = changes ? this.#changesInARow + 1 : 0;
    return changes ? "post" : "status";
  }

  #waitMs(): number {
    const now = this.#runtime.monotonicMs();
    const rate = rateAt(this.#rate, now);
    const window = this.#limit === undefined ? windowFor(rate) : windowFor(this.#perSecond);
    const limitMs =
      this.#limit === undefined ? 0 : waitForWindow(shareOf(this.#limit, rate), this.#countedTimes(), now);
    this.#starts = this.#starts.filter((start) => now - countedAtMs(start) < window.ms);
    const full = this.#starts.length >= window.starts;
    const times = full ? this.#starts.map(countedAtMs).sort((a, b) => a - b) : [];
    return Math.max(this.#pausedUntilMs - now, limitMs, waitForWindow(window, times, now));
  }

  #countedTimes(): number[] {
    return this.#remembered.map(countedAtMs).sort((a, b) => a - b);
  }

  #expectedWaitMs(): number {
    const rate = rateAt(this.#rate, this.#runtime.monotonicMs());
    const window = this.#limit === undefined ? windowFor(rate) : shareOf(this.#limit, rate);
    const ahead = this.#lanes.post.length + this.#lanes.status.length - 1;
    return Math.ceil(this.#waitMs() + Math.floor(ahead / window.starts) * window.ms);
  }
}

function countedAtMs(start: Start): number {
  return Math.min(start.answeredAtMs ?? Infinity, start.startedAtMs + arrivalMs);
}
