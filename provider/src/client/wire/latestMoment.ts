/**
 * The latest moment that a time of the service may mean, in ms since 1970 as it is given: it may have been told in whole
 * seconds, and then have lost the rest of its second.
 */
export function latestMoment(ms: number): number {
  return ms % 1000 === 0 ? ms + 999 : ms;
}
