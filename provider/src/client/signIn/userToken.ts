import type { Runtime } from "../../transport/runtime";
import { isServiceError } from "../../transport/serviceError";
import type { TokenSource } from "../../transport/tokenAuthoriser";
import { unlessAborted } from "../../transport/unlessAborted";
import type { IamToken } from "../iam/createToken";

/** A token is replaced after this share of its life. */
const usedShare = 0.8;

/** The token of an IAM user, with what came with it. */
export interface UserToken extends TokenSource {
  /** The project the present token is for. */
  readonly projectId: () => string | undefined;
}

/**
 * A token that is fetched when first needed, replaced at 80 % of its life and once when it is refused; however many wait,
 * one request fetches it. A refusal by IAM is final, so that a wrong password is tried once only.
 * @param fetchToken one call to IAM
 */
export function userToken(fetchToken: () => Promise<IamToken>, runtime: Runtime): UserToken {
  let token: IamToken | undefined;
  let replaceAtMs = -Infinity;
  let underway: Promise<void> | undefined;
  let refusal: unknown;
  const known: string[] = [];

  const fetchOnce = async (): Promise<void> => {
    try {
      const fresh = await fetchToken();
      known.push(fresh.token);
      token = fresh;
      replaceAtMs = runtime.monotonicMs() + usedShare * (fresh.expiresAt - fresh.issuedAt);
    } catch (error) {
      if (isServiceError(error) && error.status < 500 && error.status !== 429) {
        refusal = error;
      }
      throw error;
    } finally {
      underway = undefined;
    }
  };
  const renew = async (signal: AbortSignal): Promise<void> => {
    if (refusal !== undefined) {
      throw refusal as Error;
    }
    underway ??= fetchOnce();
    await unlessAborted(underway, signal);
  };
  return {
    current: () => token?.token,
    projectId: () => token?.projectId,
    ready: async (signal) => {
      if (runtime.monotonicMs() >= replaceAtMs) {
        await renew(signal);
      }
    },
    replace: async (refused, signal) => {
      if (token?.token === refused) {
        await renew(signal);
      }
      return true;
    },
    secrets: () => known,
  };
}
