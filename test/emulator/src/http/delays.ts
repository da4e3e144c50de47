/** Calls back after so many ms, unless what it returns has been called before. */
export type StartTimer = (ms: number, ring: () => void) => () => void;

/** The timers of the machine. */
export const machineTimer: StartTimer = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
};

/** Delays that end early when the emulator closes. */
export class Delays {
  private readonly endings = new Set<() => void>();

  /** Listens once for all delays: a listener each would be a warning from the eleventh on. */
  constructor(
    closing: AbortSignal,
    private readonly startTimer: StartTimer,
  ) {
    const endAll = (): void => this.endings.forEach((end) => end());
    closing.addEventListener("abort", endAll, { once: true });
  }

  /** Resolves after so many ms, whatever the time scale. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        stop();
        this.endings.delete(end);
        resolve();
      };
      const stop = this.startTimer(ms, end);
      this.endings.add(end);
    });
  }
}
