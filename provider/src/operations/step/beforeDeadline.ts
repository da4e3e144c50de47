import type { StepContext } from "./stepContext";

/** What work waits for that cannot be stopped: its own deadline, by the clocks of its connection. */
export type Limits = Pick<StepContext, "cloud" | "monotonicMs" | "deadlineMs">;

/** So long may it take even at the end of a step, in ms. */
const LEAST_MS = 1000;

/**
 * What work comes to, or what `late` gives or throws when the step's deadline comes first. The work goes on then, unheeded:
 * this is for what the system may hold up for ever, such as a file on a server that is gone.
 */
export function beforeDeadline<T>(work: Promise<T>, limits: Limits, late: () => T | Promise<T>): Promise<T> {
  const { cloud, monotonicMs, deadlineMs } = limits;
  return new Promise((resolve, reject) => {
    const cancel = cloud.runtime.startTimer(Math.max(LEAST_MS, deadlineMs - monotonicMs()), () => {
      Promise.resolve().then(late).then(resolve, reject);
    });
    work.then(resolve, reject).finally(cancel);
  });
}
