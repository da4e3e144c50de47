import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { actionOf } from "../../diagnostics/iamActions";
import { isUnauthenticated } from "../../tasks/pollTrouble";
import { withLastLooks } from "../step/lastLooks";
import type { LookUpContext } from "../step/lookUpKeyPair";
import type { StepContext } from "../step/stepContext";
import { lookUpOrList } from "./listedKeyPair";

/** How long a key pair whose creation got no usable answer is looked for, and how often, in ms. */
const PATIENCE_MS = 30_000;
const PACE_MS = 2_000;

/** What is known of a creation without a usable answer: the key pair now of that name, none, or why nobody can tell. */
export type LostKeyPair =
  { readonly found: KeyPairDetail | "absent" } | { readonly found: "unknown"; readonly why: string };

/**
 * Finds out whether a creation without a usable answer was carried out: the key pair now of that name, or "absent" when
 * none has shown for 30 s since the first look that got an answer. Errors in between are waited out. "unknown" when the
 * deadline or an interruption comes first (one more look is tried then), or these credentials cannot look.
 */
export function searchLostKeyPair(name: string, context: StepContext): Promise<LostKeyPair> {
  return withLastLooks(context, async (limits) => {
    let until: number | undefined;
    for (;;) {
      const look = await lookForTrace(name, { cloud: context.cloud, ...limits });
      const now = context.monotonicMs();
      if (look.found === "absent") {
        until ??= now + PATIENCE_MS * context.timeScale;
      }
      const isKnown = look.found === "absent" ? until !== undefined && now >= until : !("isPassing" in look);
      if (isKnown) {
        return look;
      }
      if (now >= context.deadlineMs || context.signal?.aborted === true) {
        return "isPassing" in look ? look : { found: "unknown", why: "KPS does not show it so far" };
      }
      const pauseMs = Math.min(PACE_MS * context.timeScale, context.deadlineMs - now);
      // Interrupted, it is looked once more.
      await context.sleep(pauseMs, context.signal).catch(() => undefined);
    }
  });
}

/** `isPassing`: a later look may tell. */
async function lookForTrace(name: string, context: LookUpContext): Promise<LostKeyPair & { isPassing?: true }> {
  try {
    const found = await lookUpOrList(name, context);
    return found === "unreadable" ? { found: "unknown", why: unreadableTrace() } : { found };
  } catch (error) {
    const why = error instanceof Error ? error.message : "it could not be looked at";
    return { found: "unknown", why, ...(isUnauthenticated(error) ? {} : { isPassing: true }) };
  }
}

/** Why a creation without an answer cannot be found again. */
export function unreadableTrace(): string {
  return `the credentials may not read key pairs (403; needs ${actionOf("ListKeypairDetail")})`;
}
