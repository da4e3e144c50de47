import type { Clock } from "../../src/index";

/** A clock that moves when it is told to. Its wall time starts at the real one, so that signatures fit. */
export class ManualClock implements Clock {
  private passed = 0;
  private readonly start = Date.now();

  now(): number {
    return 1000 + this.passed;
  }

  wall(): number {
    return this.start + this.passed;
  }

  /** @param ms how far to go on */
  pass(ms: number): void {
    this.passed += ms;
  }
}
