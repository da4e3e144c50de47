import { httpDateMs } from "./httpDate";

/** A service that asks for more than a day has made a mistake. */
const longestMs = 24 * 60 * 60 * 1000;

/** Nobody waits longer than this before looking again: an hour asked for would pass in silence. */
const longestObeyedMs = 60 * 1000;

/**
 * The wait a Retry-After header asks for, in ms, but a minute at most: seconds or an HTTP date.
 * @param nowMs the present by the service's clock, ms since 1970
 * @returns undefined for junk, negative and absurd values
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : (httpDateMs(text) ?? Number.NaN) - nowMs;
  return Number.isFinite(wait) && wait >= 0 && wait <= longestMs
    ? Math.min(longestObeyedMs, Math.ceil(wait))
    : undefined;
}
