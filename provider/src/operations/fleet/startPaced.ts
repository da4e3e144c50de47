/** How many may be under way. */
export interface StartLimits {
  /** Between their begin and the first wait: those who look and post. */
  readonly beginning: number;
  /** More begin once so few of these are left, so that those who begin together share what they look at. */
  readonly refillAt: number;
  /** In all. */
  readonly underWay: number;
}

/**
 * Begins jobs in their order, a few at a time: the next one when one has `settledDown` to waiting or has ended. Resolves
 * when all that were begun have ended; `mayBegin` is asked before each, and the first no is final. `run` must not reject.
 */
export function startPaced<Job>(
  jobs: readonly Job[],
  limits: StartLimits,
  mayBegin: () => boolean,
  run: (job: Job, settledDown: () => void) => Promise<void>,
): Promise<void> {
  return new Promise((resolve) => {
    let next = 0;
    let beginning = 0;
    let underWay = 0;
    const begin = (job: Job): void => {
      let looks = true;
      const settledDown = (): void => {
        beginning -= looks ? 1 : 0;
        looks = false;
      };
      beginning += 1;
      underWay += 1;
      void run(job, () => {
        settledDown();
        beginMore();
      }).finally(() => {
        settledDown();
        underWay -= 1;
        beginMore();
      });
    };
    const beginMore = (): void => {
      const refill = beginning <= limits.refillAt;
      while (refill && beginning < limits.beginning && underWay < limits.underWay) {
        const job = jobs[next];
        if (job === undefined || !mayBegin()) {
          next = jobs.length;
          break;
        }
        next += 1;
        begin(job);
      }
      if (underWay === 0 && next >= jobs.length) {
        resolve();
      }
    };
    beginMore();
  });
}
