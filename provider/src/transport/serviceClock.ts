/** HTTP dates have whole seconds; a smaller difference says nothing. */
const resolutionMs = 2000;

/** The service's clock as far as its answers tell: the clock of this machine plus a learned offset. */
export class ServiceClock {
  readonly #wallMs: () => number;
  #offsetMs = 0;

  constructor(wallMs: () => number) {
    this.#wallMs = wallMs;
  }

  /** The present by the service's clock, ms since 1970. */
  now(): number {
    return this.#wallMs() + this.#offsetMs;
  }

  /** Learns from a moment the service has just named. Anything that is no time is ignored. */
  observe(serviceMs: number | undefined): void {
    if (serviceMs !== undefined && Math.abs(serviceMs - this.now()) > resolutionMs) {
      this.#offsetMs = serviceMs - this.#wallMs();
    }
  }
}
