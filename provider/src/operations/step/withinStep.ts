import type { Cloud } from "../../client/cloud";
import { resourceSpeaker } from "../../diagnostics/speaker";
import { onAbort } from "../../tasks/onAbort";
import { RefusedError } from "./refusedError";
import type { StepContext } from "./stepContext";

/** How long a step may wait. */
export type StepLimits = Pick<StepContext, "cloud" | "deadlineMs" | "signal">;

/** How long somebody waits: without a deadline for as long as what is shared takes. */
interface WaitLimits {
  readonly cloud: Pick<Cloud, "runtime">;
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How to give it longer; absent: as a resource has it. */
  readonly longer?: string | undefined;
}

/**
 * Waits for something that others wait for too (a turn, a shared answer), but no longer than this step may: what is
 * shared goes on for the others and carries nobody's deadline. `what` completes "waiting for".
 * Throws RefusedError at the deadline or when the step is interrupted, and what `shared` rejects with.
 */
export function withinStep<T>(shared: Promise<T>, limits: WaitLimits, what: string): Promise<T> {
  const { cloud, deadlineMs, signal, longer = resourceSpeaker.longer } = limits;
  const { runtime } = cloud;
  return new Promise((resolve, reject) => {
    const giveUp = (why: string, isOverdue: boolean): void => {
      stop();
      reject(
        new RefusedError(
          `waiting for ${what}: ${why}`,
          [["note", "nothing was posted in this wait"]],
          // Whoever has interrupted it did not lack time.
          isOverdue ? `run it again; ${longer}` : "run it again",
          isOverdue,
        ),
      );
    };
    const stopTimer =
      deadlineMs === undefined
        ? undefined
        : runtime.startTimer(Math.max(0, deadlineMs - runtime.monotonicMs()), () =>
            giveUp("the deadline has passed", true),
          );
    const stopListening =
      signal === undefined ? undefined : onAbort(signal, () => giveUp("the step was interrupted", false));
    const stop = (): void => {
      stopTimer?.();
      stopListening?.();
    };
    if (signal?.aborted === true) {
      giveUp("the step was interrupted", false);
    }
    shared.then(resolve, reject).finally(stop);
  });
}
