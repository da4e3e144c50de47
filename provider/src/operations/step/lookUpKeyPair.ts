import { isBareNotFound, isKeyPairNotFound, isPermissionDenied } from "../../client/apiErrors";
import type { Cloud } from "../../client/cloud";
import { showKeyPair, type KeyPairDetail } from "../../client/kps/showKeyPair";
import { findListedKeyPair } from "../lists/walkKeyPairs";
import { pause } from "./pause";

/** A key pair as KPS describes it, that there is none of that name, or that it may not be read. */
export type KeyPairLookUp = KeyPairDetail | "absent" | "unreadable";

/** Where and how long it is looked. */
export interface LookUpContext {
  readonly cloud: Cloud;
  /** Monotonic ms. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  /** Tries of each request at most; as many as usual when absent. */
  readonly attempts?: number | undefined;
}

/** Pauses before a pair that is known to have been there is asked for again, in ms. */
const AGAIN_MS = [1_000, 2_000, 4_000];

/**
 * The detail of a key pair. Absent only by KPS's own word; the 404 of anybody else counts when a complete list of key
 * pairs lacks it too. Every other error but a missing permission (403) is thrown as it came.
 */
export async function lookUpKeyPair(name: string, context: LookUpContext): Promise<KeyPairLookUp> {
  const { cloud, deadlineMs, signal, attempts } = context;
  const options = { deadlineMs, signal, attempts };
  try {
    return await showKeyPair(cloud, name, options);
  } catch (error) {
    if (isKeyPairNotFound(error)) {
      return "absent";
    }
    if (isPermissionDenied(error)) {
      return "unreadable";
    }
    if (isBareNotFound(error) && (await findListedKeyPair(cloud, name, options)) === "absent") {
      return "absent";
    }
    throw error;
  }
}

/**
 * The same for a pair that state knows: one "not found" may pass, so it counts only after it was asked for again. Throws
 * RefusedError when the deadline comes first, or an interruption.
 */
export async function lookUpKnownKeyPair(name: string, context: LookUpContext): Promise<KeyPairLookUp> {
  const { runtime, settings } = context.cloud;
  const { deadlineMs, signal } = context;
  const limits = { deadlineMs, signal, monotonicMs: runtime.monotonicMs, sleep: runtime.sleep };
  for (const pauseMs of AGAIN_MS) {
    const found = await lookUpKeyPair(name, context);
    if (found !== "absent") {
      return found;
    }
    const ms = pauseMs * (settings.testTimeScale ?? 1);
    await pause(ms, `looking for key pair "${name}" again, which KPS does not find`, limits);
  }
  return lookUpKeyPair(name, context);
}
