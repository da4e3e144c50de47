const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/;

/**
 * ms since 1970 of an ISO 8601 time such as `2026-11-21T08:00:00Z` or `2026-11-21T09:00+01:00`, or of a day (UTC).
 * Returns undefined for anything else: a time without a zone would mean something else on every machine.
 */
export function parseIsoTime(text: string): number | undefined {
  const time = form.test(text) && isDay(text.slice(0, "2026-11-21".length)) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** JavaScript takes the 31st of February for the 3rd of March. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** A Date as ISO 8601 UTC, a text as it is. */
export function isoText(time: Date | string): string {
  if (!(time instanceof Date)) {
    return time;
  }
  return Number.isNaN(time.getTime()) ? "Invalid Date" : time.toISOString();
}
