/** A request rate that gives way when the service throttles and comes back slowly. All rates are requests per second. */
export interface AdaptiveRate {
  /** Never exceeded. */
  readonly highest: number;
  /** The rate at `sinceMs`. */
  readonly rate: number;
  /** Just below where the service throttled last: up to here the rate comes back fast. */
  readonly comfortable: number;
  readonly sinceMs: number;
}

const decrease = 0.7;
const lowestShare = 0.05;
/** A limit of a few requests a minute that is used up: at this rate is asked whether that has changed. */
const lowestLimit = 0.1;
/** Shares of the highest rate regained per second, below and above the comfortable rate. */
const fastRecovery = 0.05;
const slowRecovery = 0.005;

/** The configured rate, before anything was learned. */
export function steadyRate(perSecond: number, nowMs: number): AdaptiveRate {
  return { highest: perSecond, rate: perSecond, comfortable: perSecond, sinceMs: nowMs };
}

/** The rate at a later moment. */
export function rateAt(state: AdaptiveRate, nowMs: number): number {
  const seconds = Math.max(0, nowMs - state.sinceMs) / 1000;
  const missing = Math.max(0, state.comfortable - state.rate);
  const fastSeconds = Math.min(seconds, missing / (state.highest * fastRecovery));
  const regained = state.highest * (fastSeconds * fastRecovery + (seconds - fastSeconds) * slowRecovery);
  return Math.min(state.highest, state.rate + regained);
}

/** After a limit was named that our own requests alone have used up: from now on that is the rate. */
export function atLimit(state: AdaptiveRate, nowMs: number, limit: number): AdaptiveRate {
  const highest = Math.min(state.highest, limit);
  return { highest, rate: highest, comfortable: highest, sinceMs: nowMs };
}

/**
 * After the service throttled: at once 0.7 of the present rate, and never more than the limit it named, as
 * far as that is one for a minute.
 * @param limit requests per second, when the service named a limit
 */
export function afterThrottle(state: AdaptiveRate, nowMs: number, limit: number | undefined): AdaptiveRate {
  const highest = Math.min(state.highest, Math.max(limit ?? Infinity, lowestLimit));
  const present = Math.min(highest, rateAt(state, nowMs));
  const rate = Math.max(highest * lowestShare, present * decrease);
  return { highest, rate, comfortable: Math.max(rate, present * 0.9), sinceMs: nowMs };
}
