import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import type { StepContext } from "./stepContext";

const TRIES = 3;
const PACE_MS = 2_000;

/**
 * Carries out a request that may be carried out twice without harm: sent again, three times in all, when its end leaves
 * open whether it was accepted. Throws what the last try threw.
 */
export async function repeatHarmless<T>(send: () => Promise<T>, context: StepContext): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const late = context.monotonicMs() >= context.deadlineMs || context.signal?.aborted === true;
      if (!mayHaveBeenAccepted(error) || attempt >= TRIES || late) {
        throw error;
      }
    }
    // Interrupted, the next try says so.
    await context.sleep(PACE_MS * context.timeScale, context.signal).catch(() => undefined);
  }
}
