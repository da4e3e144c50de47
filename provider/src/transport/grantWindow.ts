/** So many starts within a sliding window. */
export interface GrantWindow {
  readonly starts: number;
  readonly ms: number;
}

/** From one request a second on: whole requests per sliding second; below: one per interval. */
export function windowFor(perSecond: number): GrantWindow {
  return perSecond >= 1 ? { starts: Math.floor(perSecond), ms: 1000 } : { starts: 1, ms: 1000 / perSecond };
}

/** What a named limit leaves at a rate (requests a second) at or below it: as many at a time as fit its own window. */
export function shareOf(limit: GrantWindow, perSecond: number): GrantWindow {
  // A rate of 10 a minute must not become 9 in the last digit.
  return { starts: Math.max(1, Math.floor((perSecond * limit.ms) / 1000 + 1e-6)), ms: limit.ms };
}

/** Requests a second that a window lets start. */
export function rateOf({ starts, ms }: GrantWindow): number {
  return (1000 * starts) / ms;
}

/** How long to wait until one more start keeps to the window, in ms. `times`: earlier starts, oldest first. */
export function waitForWindow(window: GrantWindow, times: readonly number[], nowMs: number): number {
  const oldestThatCounts = times[times.length - window.starts];
  return oldestThatCounts === undefined ? 0 : Math.max(0, oldestThatCounts + window.ms - nowMs);
}
