import { InvalidArgumentError } from "commander";
import { parseDuration } from "../model/duration";
import { parseIsoTime } from "../model/isoTime";

const hoursPerDay = 24;

/** A hundred years: a moment longer ago may be none that can be told. */
const longestDays = 36_500;
const longestMs = longestDays * hoursPerDay * 3_600_000;

/** Milliseconds of a duration such as `90s`, `1h30m` or `7d`. Throws InvalidArgumentError for anything else, or longer than a hundred years. */
export function durationFlag(text: string): number {
  const ms = parseDuration(text.replace(/^(\d+)d/, (_, days: string) => `${Number(days) * hoursPerDay}h`));
  if (ms === undefined) {
    throw new InvalidArgumentError("Give a duration such as 90s, 30m, 1h or 7d.");
  }
  if (ms > longestMs) {
    throw new InvalidArgumentError(`Give a duration of ${longestDays}d at most.`);
  }
  return ms;
}

/** A moment: so long ago, or a time. */
export type MomentFlag = { readonly agoMs: number } | { readonly at: Date };

/** A duration back from now, or a time in ISO 8601 with its zone, or a day (UTC). Throws InvalidArgumentError for anything else. */
export function momentFlag(text: string): MomentFlag {
  const atMs = parseIsoTime(text);
  if (atMs !== undefined) {
    return { at: new Date(atMs) };
  }
  try {
    return { agoMs: durationFlag(text) };
  } catch {
    throw new InvalidArgumentError(
      `Give a duration back from now such as 1h or 7d, ${longestDays}d at most, or a time with its zone such as 2026-11-21T02:00Z.`,
    );
  }
}

/** The moment a flag means, by the service's clock (ms since 1970). */
export function momentOf(flag: MomentFlag | undefined, nowMs: number): Date | undefined {
  if (flag === undefined) {
    return undefined;
  }
  return "at" in flag ? flag.at : new Date(nowMs - flag.agoMs);
}
