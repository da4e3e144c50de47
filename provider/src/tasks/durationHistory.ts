import type { TaskOperation } from "./waitRequest";

const enoughSamples = 20;
const keptSamples = 100;

/** How long tasks have taken in this process, so that a lone task need not be looked at before it can have ended. */
export class DurationHistory {
  readonly #durations = new Map<TaskOperation, number[]>();

  /** Notes a task that has ended; the oldest of many are forgotten. */
  record(operation: TaskOperation, durationMs: number): void {
    const durations = this.#durations.get(operation) ?? [];
    durations.push(durationMs);
    this.#durations.set(operation, durations.slice(-keptSamples));
  }

  /** Age at which a look is worth it: 0.8 of what all but the fastest 5 % took; undefined until 20 tasks are known. */
  firstLookMs(operation: TaskOperation): number | undefined {
    const durations = this.#durations.get(operation) ?? [];
    const fast = [...durations].sort((one, other) => one - other)[Math.floor(durations.length * 0.05)];
    return durations.length < enoughSamples || fast === undefined ? undefined : 0.8 * fast;
  }
}
