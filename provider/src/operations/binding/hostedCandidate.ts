import { isKeyPairNotFound, isNotHosted } from "../../client/apiErrors";
import type { Auth } from "../../model/auth";
import { publicHalf } from "../../model/privateKey";
import type { Candidate } from "./candidate";
import type { StepContext } from "../step/stepContext";

/** The key pairs whose hosted private key may be exported: those our state says are bound, and those that are named. */
export function hostedNames(auths: readonly Auth[], ours: readonly (string | undefined)[]): Set<string> {
  const names = new Set<string>();
  for (const auth of auths) {
    if ("hosted" in auth) {
      for (const name of [...ours, ...(auth.hosted === true ? [] : auth.hosted)]) {
        if (name !== undefined) {
          names.add(name);
        }
      }
    }
  }
  return names;
}

/**
 * The private key that KPS hosts for a key pair. A problem
 * (a text without secrets) when KPS hosts none or will not give it.
 */
export async function hostedCandidate(
  keyPairName: string,
  context: Pick<StepContext, "cloud" | "hostedKeys" | "deadlineMs" | "signal">,
): Promise<Candidate | string> {
  const from = `private key of "${keyPairName}" hosted in KPS`;
  try {
    const privateKey = await context.hostedKeys.privateKey(keyPairName, context);
    const publicKey = publicHalf(privateKey);
    return publicKey === undefined
      ? `${from}: KPS answered with something that is not a private key`
      : { kind: "privateKey", secret: privateKey, publicKey, from };
  } catch (error) {
    if (isNotHosted(error)) {
      return `${from}: KPS hosts none`;
    }
    if (isKeyPairNotFound(error)) {
      return `${from}: KPS shows no such key pair (one of scope user is shown to its IAM user alone)`;
    }
    return `${from} could not be exported: ${error instanceof Error ? error.message : String(error)}`;
  }
}
