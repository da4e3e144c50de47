import type { Runtime } from "../../transport/runtime";
import type { TokenSource } from "../../transport/tokenAuthoriser";
import type { IamToken } from "../iam/createToken";
import { renewed } from "./renewed";

/** The token of an IAM user, with what came with it. */
export interface UserToken extends TokenSource {
  /** The project the present token is for. */
  readonly projectId: () => string | undefined;
  /** The user it was given to. */
  readonly userId: () => string | undefined;
}

/**
 * A token that is renewed before it ends, see `renewed`.
 * @param fetchToken one call to IAM
 */
export function userToken(fetchToken: () => Promise<IamToken>, runtime: Runtime): UserToken {
  const tokens = renewed<IamToken>(async () => {
    const value = await fetchToken();
    return { value, lifeMs: value.expiresAt - value.issuedAt };
  }, runtime);
  return {
    current: () => tokens.current()?.token,
    projectId: () => tokens.current()?.projectId,
    userId: () => tokens.current()?.userId,
    ready: tokens.ready,
    replace: (refused, signal) => {
      const present = tokens.current();
      return present?.token === refused ? tokens.replace(present, signal) : Promise.resolve(true);
    },
    secrets: () => tokens.known().map(({ token }) => token),
  };
}
