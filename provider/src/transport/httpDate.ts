/** No service of ours is older: an earlier time is that of a gateway which knows none, such as the year 1, or 1970. */
const EARLIEST_MS = Date.UTC(2015, 0, 1);
/** Beyond this a time cannot be written as requests do. */
const LATEST_MS = Date.UTC(9999, 0, 1);

/**
 * The moment that the header of an answer names, in ms since 1970; undefined for what is no HTTP date, and for one that no
 * service can have meant. HTTP dates begin with the day of the week; `Date.parse` alone would take "-5" for a year.
 */
export function httpDateMs(header: string | undefined): number | undefined {
  const text = header?.trim() ?? "";
  const ms = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return serviceMoment(ms);
}

/** A moment that an answer names as the present, in ms since 1970; undefined for one that no service can have meant. */
export function serviceMoment(ms: number): number | undefined {
  return ms >= EARLIEST_MS && ms < LATEST_MS ? ms : undefined;
}
