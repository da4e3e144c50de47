import { isSettingsError } from "../../settings/settingsError";
import type { Runtime } from "../../transport/runtime";
import { isServiceError } from "../../transport/serviceError";
import { unlessAborted } from "../../transport/unlessAborted";

/** A credential is replaced after this share of its life. */
const usedShare = 0.8;

/** A credential that IAM hands out for a while. */
export interface Renewed<T> {
  /** The present one; undefined before the first `ready`. */
  readonly current: () => T | undefined;
  /** Makes sure that there is one, and a fresh enough one. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /** Replaces one that a service has refused, unless it is replaced already. Resolves to true. */
  readonly replace: (refused: T | undefined, signal: AbortSignal) => Promise<boolean>;
  /** Every one there has been. */
  readonly known: () => readonly T[];
}

/**
 * A credential that is fetched when first needed, replaced at 80 % of its life and once when it is refused; however many
 * wait, one request fetches it. A refusal by IAM is final, so that what is wrong is tried once only.
 * @param fetchOne one call to IAM; `lifeMs` counts from its answer
 */
export function renewed<T>(
  fetchOne: () => Promise<{ readonly value: T; readonly lifeMs: number }>,
  runtime: Pick<Runtime, "monotonicMs">,
): Renewed<T> {
  const known: T[] = [];
  let replaceAtMs = -Infinity;
  let underway: Promise<void> | undefined;
  let refusal: Error | undefined;

  const fetchOnce = async (): Promise<void> => {
    try {
      const { value, lifeMs } = await fetchOne();
      known.push(value);
      replaceAtMs = runtime.monotonicMs() + usedShare * lifeMs;
    } catch (error) {
      if (isSettingsError(error) || (isServiceError(error) && error.status < 500 && error.status !== 429)) {
        refusal = error;
      }
      throw error;
    } finally {
      underway = undefined;
    }
  };
  const renew = async (signal: AbortSignal): Promise<void> => {
    if (refusal !== undefined) {
      throw refusal;
    }
    // Whoever is over already would begin what nobody then waits for, and whose failure nobody hears.
    signal.throwIfAborted();
    underway ??= fetchOnce();
    await unlessAborted(underway, signal);
  };
  const current = (): T | undefined => known.at(-1);
  return {
    current,
    ready: async (signal) => {
      if (runtime.monotonicMs() >= replaceAtMs) {
        await renew(signal);
      }
    },
    replace: async (refused, signal) => {
      if (current() === refused) {
        await renew(signal);
      }
      return true;
    },
    known: () => known,
  };
}
