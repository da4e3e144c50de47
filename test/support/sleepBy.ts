/** Sleeping by the timers of a clock: resolves after so many ms; rejects at once when the signal aborts. */
export function sleepBy(
  startTimer: (ms: number, ring: () => void) => () => void,
): (ms: number, signal?: AbortSignal) => Promise<void> {
  return (ms, signal) =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        stop();
        reject(new Error("aborted"));
      };
      if (signal?.aborted === true) {
        reject(new Error("aborted"));
        return;
      }
      const stop = startTimer(ms, () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
}
