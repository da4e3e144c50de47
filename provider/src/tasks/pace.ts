import { pageSize } from "./readTaskList";

/** No task and no list is looked at more often than this; ms at time scale 1. */
export const shortestLookMs = 1_000;
const longestLookMs = 5_000;
/** So long a task alone is looked at as often as may be, in ms. */
const closelyWatchedMs = 60_000;
/** The documented quota of 300 requests a minute. */
export const defaultRequestsPerSecond = 5;
/** What lists may take of the request budget while they have to wait for it: those somebody asks for, and all others. */
export const listShares = { asked: 0.1, watching: 0.05 } as const;
/** From so many waiters on one list serves all. */
const crowdSize = 3;
const longestTailMs = 120_000;

/** How the next look comes about: by the shared list, at intervals that grow with the task's age, or at fixed ones (ms). */
export type Pace = { readonly by: "list" } | { readonly by: "age" } | { readonly by: "interval"; readonly ms: number };

/** Who waits. */
export interface Crowd {
  readonly waiters: number;
  /** Of these, tasks that the list does not show although they run. */
  readonly misled: number;
  /** The last of a crowd are still looked at as often as the crowd was. */
  readonly tail: boolean;
  /** The list answers and is not refused. */
  readonly listUsable: boolean;
  readonly requestsPerSecond: number;
  readonly timeScale: number;
}

/** How tasks that the list can be trusted with are looked at, and how the misled ones. */
export interface Paces {
  readonly trusting: Pace;
  readonly misled: Pace;
}

/** Decides who is looked at by the list and who on its own. */
export function pacesOf(crowd: Crowd): Paces {
  const trusting = crowd.waiters - crowd.misled;
  const busy = crowd.waiters >= crowdSize || crowd.tail;
  const alone = (tasks: number): Pace => ({ by: "interval", ms: fallbackIntervalMs(tasks, crowd) });
  const misled = alone(crowd.misled);
  if (!crowd.listUsable && busy) {
    return { trusting: alone(crowd.waiters), misled: alone(crowd.waiters) };
  }
  if (!busy) {
    return { trusting: { by: "age" }, misled };
  }
  return { trusting: trusting >= 2 ? { by: "list" } : alone(trusting), misled };
}

/** Whether both are the same for the same tasks. */
export function arePacesAlike(one: Paces, other: Paces): boolean {
  return isPaceAlike(one.trusting, other.trusting) && isPaceAlike(one.misled, other.misled);
}

function isPaceAlike(one: Pace, other: Pace): boolean {
  return one.by === other.by && (one.by !== "interval" || other.by !== "interval" || one.ms === other.ms);
}

/** Whether the waiters would be served by the list if only it answered. */
export function wantsList(crowd: Crowd): boolean {
  return pacesOf({ ...crowd, listUsable: true }).trusting.by === "list";
}

/** Time between two looks at something of that age: a tenth of it, but 1 to 5 s. */
export function ageIntervalMs(ageMs: number, timeScale: number): number {
  return Math.min(longestLookMs * timeScale, Math.max(shortestLookMs * timeScale, ageMs / 10));
}

/** Time between two looks at a task of that age: a second in its first minute, when most of them end; then 5 s. */
export function taskIntervalMs(ageMs: number, timeScale: number): number {
  return (ageMs < closelyWatchedMs * timeScale ? shortestLookMs : longestLookMs) * timeScale;
}

/** Time between two lists: a second for every page. */
export function listIntervalMs(running: number, timeScale: number): number {
  return shortestLookMs * Math.max(1, Math.ceil(running / pageSize)) * timeScale;
}

/** The same while lists have to wait for the request budget: what is left of it brings the tasks forward. */
export function throttledListIntervalMs(
  running: number,
  share: number,
  { requestsPerSecond, timeScale }: { readonly requestsPerSecond: number; readonly timeScale: number },
): number {
  // Requests are counted in real time, intervals are not.
  const affordable = Math.max(1, 1000 / (requestsPerSecond * timeScale * share) / shortestLookMs);
  return listIntervalMs(running, timeScale) * affordable;
}

/** Time between two looks at each of so many tasks, so that they take half of what the service allows. */
export function fallbackIntervalMs(
  tasks: number,
  { requestsPerSecond, timeScale }: { readonly requestsPerSecond: number; readonly timeScale: number },
): number {
  return Math.max(shortestLookMs, (1000 * tasks) / (requestsPerSecond / 2)) * timeScale;
}

/**
 * Until when (monotonic ms) the last one or two of a crowd keep its pace: for as long again as the oldest has waited,
 * at most two minutes; `before` where there is no crowd now.
 */
export function tailUntilMs(
  crowd: { readonly waiters: number; readonly oldestAgeMs: number },
  before: number,
  nowMs: number,
  timeScale: number,
): number {
  return crowd.waiters >= crowdSize ? nowMs + Math.min(longestTailMs * timeScale, crowd.oldestAgeMs) : before;
}
