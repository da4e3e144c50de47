/** Delays that end early when the emulator closes. */
export class Delays {
  private readonly endings = new Set<() => void>();

  /** Listens once for all delays: a listener each would be a warning from the eleventh on. */
  constructor(closing: AbortSignal) {
    const endAll = (): void => this.endings.forEach((end) => end());
    closing.addEventListener("abort", endAll, { once: true });
  }

  /** Resolves after so many ms of real time. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.endings.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.endings.add(end);
    });
  }
}
