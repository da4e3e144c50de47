import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { actionOf } from "../../diagnostics/iamActions";
import { lookUpKeyPair } from "../step/lookUpKeyPair";
import type { StepContext } from "../step/stepContext";

/** How long a key pair whose creation got no usable answer is looked for, and how often, in ms. */
const PATIENCE_MS = 30_000;
const PACE_MS = 2_000;

/**
 * Finds out whether a creation without a usable answer was carried out: the key pair now of that name, or "absent" when
 * none has shown for 30 s since the first look that got an answer. Errors in between are waited out.
 * Throws the last error when no look got an answer before the deadline.
 */
export async function searchLostKeyPair(name: string, context: StepContext): Promise<KeyPairDetail | "absent"> {
  let until: number | undefined;
  let lastError: Error | undefined;
  for (;;) {
    try {
      const found = await lookUpKeyPair(name, context);
      if (found === "unreadable") {
        throw new Error(
          `key pair "${name}" may have been created, and the credentials may not read it (403; needs ${actionOf("ListKeypairDetail")})`,
        );
      }
      if (found !== "absent") {
        return found;
      }
      until ??= context.monotonicMs() + PATIENCE_MS * context.timeScale;
      lastError = undefined;
    } catch (error) {
      lastError = error instanceof Error ? error : new Error("the key pair could not be looked at");
    }
    const now = context.monotonicMs();
    if (until !== undefined && now >= until && lastError === undefined) {
      return "absent";
    }
    if (now >= context.deadlineMs || context.signal?.aborted === true) {
      throw lastError ?? new Error(`the deadline passed while it was unknown whether key pair "${name}" was created`);
    }
    // Interrupted, the next look says so.
    await context.sleep(PACE_MS * context.timeScale, context.signal).catch(() => undefined);
  }
}
