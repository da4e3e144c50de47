import { isPermissionDenied } from "../../client/apiErrors";
import { findListedKeyPair } from "../lists/walkKeyPairs";
import { lookUpKeyPair, lookUpKnownKeyPair, type KeyPairLookUp, type LookUpContext } from "../step/lookUpKeyPair";

/** A key pair as KPS describes it; where that may not be read (403), as the list of key pairs has it. */
export async function lookUpOrList(name: string, context: LookUpContext): Promise<KeyPairLookUp> {
  const shown = await lookUpKeyPair(name, context);
  return shown === "unreadable" ? listedKeyPair(name, context) : shown;
}

/** The same for a pair that is known to be there: one "not found" may pass. Throws what `lookUpKnownKeyPair` throws as well. */
export async function lookUpKnownOrList(name: string, context: LookUpContext): Promise<KeyPairLookUp> {
  const shown = await lookUpKnownKeyPair(name, context);
  return shown === "unreadable" ? listedKeyPair(name, context) : shown;
}

/**
 * A key pair as the list of key pairs has it, with less than its detail tells; absent from a complete list only, unreadable
 * where the list may not be read either. Every other error is thrown as it came.
 */
export async function listedKeyPair(name: string, context: LookUpContext): Promise<KeyPairLookUp> {
  const { cloud, deadlineMs, signal, attempts } = context;
  try {
    const listed = await findListedKeyPair(cloud, name, { deadlineMs, signal, attempts });
    return listed === "incomplete" ? "unreadable" : listed;
  } catch (error) {
    if (isPermissionDenied(error)) {
      return "unreadable";
    }
    throw error;
  }
}
