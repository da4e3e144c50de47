import { onAbort } from "../../tasks/onAbort";
import type { StepContext } from "./stepContext";

/** So long after an interruption it may still be looked for what was sent before it, in ms: a call is to end within 1 s. */
const AFTER_INTERRUPTION_MS = 900;
/** So long after the deadline it may still be looked, in ms: a step is to end within 2 s, and its last answer may take 1.5. */
const AFTER_DEADLINE_MS = 1_800;

/** How long looks may take that a step has left for what it has sent. */
export interface LastLimits {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/**
 * Does work that finds out what became of something that was sent, within the limits of its step and a little beyond them:
 * an interruption or a deadline would otherwise leave that unknown.
 */
export async function withLastLooks<T>(context: StepContext, work: (limits: LastLimits) => Promise<T>): Promise<T> {
  const { signal, deadlineMs, cloud } = context;
  const over = new AbortController();
  let stopTimer: (() => void) | undefined;
  const hurry = (): void => {
    stopTimer = cloud.runtime.startTimer(AFTER_INTERRUPTION_MS, () => over.abort());
  };
  const stopListening = signal === undefined ? undefined : onAbort(signal, hurry);
  if (signal?.aborted === true) {
    hurry();
  }
  try {
    return await work({ signal: over.signal, deadlineMs: deadlineMs + AFTER_DEADLINE_MS });
  } finally {
    stopListening?.();
    stopTimer?.();
  }
}
