import { RefusedError } from "./refusedError";
import type { StepContext } from "./stepContext";

/**
 * Lets so many ms pass before something is looked at again. Throws RefusedError when the step's deadline comes first, or
 * it is interrupted; `doing` says what was under way.
 */
export async function pause(
  ms: number,
  doing: string,
  context: Pick<StepContext, "deadlineMs" | "monotonicMs" | "signal" | "sleep">,
): Promise<void> {
  const leftMs = context.deadlineMs - context.monotonicMs();
  try {
    await context.sleep(Math.max(0, Math.min(ms, leftMs)), context.signal);
  } catch {
    throw over(doing, "it was interrupted", "run it again");
  }
  if (leftMs <= ms) {
    throw over(doing, "the deadline has passed", "run it again; give it longer with customTimeouts");
  }
}

function over(doing: string, why: string, next: string): RefusedError {
  return new RefusedError(`${doing}: ${why}`, [["note", "nothing was posted meanwhile"]], next);
}
