import type { CallOptions } from "../../transport/callOptions";
import type { StepContext } from "./stepContext";

/** So long after the deadline the answer to a request that is out is still waited for, in ms: it says what was done. */
const ANSWER_GRACE_MS = 1_500;

/**
 * Sends a request that changes something, so that its answer is not missed: an interruption ends every wait for a turn and
 * between two tries, but not a try whose bytes are out; and at the deadline such a one has 1.5 s more.
 */
export async function untilAnswered<T>(
  send: (options: CallOptions) => Promise<T>,
  { deadlineMs, signal }: Pick<StepContext, "deadlineMs" | "signal">,
  told: Pick<CallOptions, "onWait" | "onSend"> = {},
): Promise<T> {
  const unsent = new AbortController();
  const interrupt = (): void => unsent.abort(signal?.reason);
  const heed = (): void => {
    signal?.addEventListener("abort", interrupt, { once: true });
    if (signal?.aborted === true) {
      interrupt();
    }
  };
  const ignore = (): void => signal?.removeEventListener("abort", interrupt);
  heed();
  try {
    return await send({
      deadlineMs,
      graceMs: ANSWER_GRACE_MS,
      signal: unsent.signal,
      onWait: told.onWait,
      onSend: () => {
        told.onSend?.();
        ignore();
      },
      onEnd: heed,
    });
  } finally {
    ignore();
  }
}
