import { z } from "zod";
import { orNone } from "./whole";

/** Ten digits are seconds: as milliseconds they would lie in the first months of 1970. */
const firstMillisecondValue = 100_000_000_000;

/** The last moment that ISO 8601 writes with four digits of the year: a number beyond counts µs or ns, or nothing. */
export const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * A time as the KPS APIs write it (ms or seconds since 1970, number or string) as whole ms since 1970. Anything that is no
 * moment before the year 10000 makes the answer unreadable.
 */
export const epochMs = z
  .union([
    z.number(),
    z
      .string()
      .max(20)
      .regex(/^\d+(?:\.\d+)?$/)
      .transform(Number),
  ])
  .transform((value) => Math.round(value < firstMillisecondValue ? value * 1000 : value))
  .pipe(z.number().min(0).max(LAST_MS));

/** A time that may be missing, null or empty. */
export const optionalEpochMs = orNone(epochMs);

/** A time in ISO 8601, as ms since 1970. `Date.parse` alone would take "0" for the year 2000. */
export const isoMs = z
  .string()
  .max(64)
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/)
  .transform((value) => Date.parse(value))
  .pipe(z.number().min(0).max(LAST_MS));

/** A time in ISO 8601 that may be missing, null, empty or the first moment of 1970, which stands for none. */
export const optionalIsoMs = z
  .union([isoMs, z.literal("")])
  .nullish()
  .transform((value) => (typeof value === "number" && value > 0 ? value : undefined));

/**
 * The latest moment that a time of the service may mean, in ms since 1970 as it is given: it may have been told in whole
 * seconds, and then have lost the rest of its second.
 */
export function latestMoment(ms: number): number {
  return ms % 1000 === 0 ? ms + 999 : ms;
}
