/** So many starts within a sliding window. */
export interface GrantWindow {
  readonly starts: number;
  readonly ms: number;
}

/** From one request a second on: whole requests per sliding second; below: one per interval. */
export function windowFor(perSecond: number): GrantWindow {
  return perSecond >= 1 ? { starts: Math.floor(perSecond), ms: 1000 } : { starts: 1, ms: 1000 / perSecond };
}

/** How long to wait until one more start keeps to the window, in ms. `times`: earlier starts, oldest first. */
export function waitForWindow(window: GrantWindow, times: readonly number[], nowMs: number): number {
  const oldestThatCounts = times[times.length - window.starts];
  return oldestThatCounts === undefined ? 0 : Math.max(0, oldestThatCounts + window.ms - nowMs);
}
