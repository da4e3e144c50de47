/** What a row says while the request budget makes a step wait; `ms` is the expected wait. */
export function throttleNote(ms: number): string {
  return `waiting ${Math.max(1, Math.ceil(ms / 1000))} s for the request limit (kps:requestsPerMinute)`;
}
