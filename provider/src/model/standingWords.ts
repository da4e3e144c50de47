/**
 * The words of ours that say how things stand: decisions and programs rest on them. One that stands alone gives nothing away
 * where it is a secret as well.
 */
export const STANDING_WORDS: ReadonlySet<string> = new Set([
  ...["BIND", "RESET", "REPLACE", "UNBIND"],
  ...["bound", "waiting", "failed", "notBegun", "leaving", "unbound", "gone", "settled", "refused"],
  ...["ready", "running", "success", "unrecognised"],
  ...["exact", "probable", "user", "account"],
]);
