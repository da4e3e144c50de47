import { lookUpKeyPair, type KeyPairLookUp } from "./lookUpKeyPair";
import type { StepContext } from "../step/stepContext";

/** How long a key pair that was found serves other steps too, in ms. */
const FRESH_ENOUGH_MS = 5_000;

type LookUpContext = Pick<StepContext, "cloud" | "deadlineMs" | "signal" | "monotonicMs" | "timeScale">;

const kept = new Map<string, { sentAtMs: number; found: Promise<KeyPairLookUp> }>();

/**
 * A key pair that many bindings ask for at the same time, looked up once for all of them. What was not found, may not be
 * read, or failed is never kept; neither is a pair whose fingerprint is not the one that is `expected`.
 */
export async function sharedKeyPair(
  name: string,
  expected: string | undefined,
  context: LookUpContext,
): Promise<KeyPairLookUp> {
  const last = kept.get(`${context.cloud.key} ${name}`);
  if (last !== undefined && context.monotonicMs() - last.sentAtMs <= FRESH_ENOUGH_MS * context.timeScale) {
    const found = await last.found.catch(() => undefined);
    if (
      found !== undefined &&
      typeof found !== "string" &&
      (expected === undefined || found.fingerprint === expected)
    ) {
      return found;
    }
  }
  return lookUpAnew(name, context);
}

/** Forgets a key pair, because it was made, changed or deleted. */
export function forgetKeyPair(cloudKey: string, name: string): void {
  kept.delete(`${cloudKey} ${name}`);
}

async function lookUpAnew(name: string, context: LookUpContext): Promise<KeyPairLookUp> {
  const key = `${context.cloud.key} ${name}`;
  const entry = { sentAtMs: context.monotonicMs(), found: lookUpKeyPair(name, context) };
  kept.set(key, entry);
  const forget = (): void => {
    if (kept.get(key) === entry) {
      kept.delete(key);
    }
  };
  try {
    const found = await entry.found;
    if (typeof found === "string") {
      forget();
    }
    return found;
  } catch (error) {
    forget();
    throw error;
  }
}
