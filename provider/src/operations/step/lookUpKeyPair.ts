import { isKeyPairNotFound, isPermissionDenied } from "../../client/apiErrors";
import { showKeyPair, type KeyPairDetail } from "../../client/kps/showKeyPair";
import type { StepContext } from "../step/stepContext";

/** A key pair as KPS describes it, that there is none of that name, or that it may not be read. */
export type KeyPairLookUp = KeyPairDetail | "absent" | "unreadable";

/** The detail of a key pair. Every error but "not found" and a missing permission (403) is thrown as it came. */
export async function lookUpKeyPair(
  name: string,
  context: Pick<StepContext, "cloud" | "deadlineMs" | "signal">,
): Promise<KeyPairLookUp> {
  try {
    return await showKeyPair(context.cloud, name, {
      deadlineMs: context.deadlineMs,
      signal: context.signal,
    });
  } catch (error) {
    if (isKeyPairNotFound(error)) {
      return "absent";
    }
    if (isPermissionDenied(error)) {
      return "unreadable";
    }
    throw error;
  }
}
