const firstMs = 500;
const longestMs = 10_000;

/** Full jitter over 0.5 s, doubled with every further failure in a row, up to 10 s. In ms. */
export function backoffMs(failures: number, random: number, timeScale: number): number {
  return random * Math.min(longestMs, firstMs * 2 ** (failures - 1)) * timeScale;
}

/** Time to leave a task alone that has not ended although a fresh list does not show it: 2 s, 4 s, then 5 s. In ms. */
export function contradictionBackoffMs(times: number, timeScale: number): number {
  return Math.min(5_000, 1_000 * 2 ** times) * timeScale;
}
