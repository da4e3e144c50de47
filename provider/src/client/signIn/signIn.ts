import type { AccessKeyCredentials, Credentials } from "../../settings/settings";
import { accessKeyAuthoriser } from "../../transport/accessKeyAuthoriser";
import type { Authoriser } from "../../transport/authoriser";
import { readyToken, tokenAuthoriser } from "../../transport/tokenAuthoriser";
import type { Runtime } from "../../transport/runtime";
import type { Service } from "../../transport/service";
import type { ServiceClock } from "../../transport/serviceClock";
import { createToken } from "../iam/createToken";
import type { CreateTokenRequest } from "../iam/createToken";
import { hashOf } from "../hashOf";
import { credentialAdvice } from "./advice";
import { userToken } from "./userToken";

/** What proves who we are, and what signing in has told about the project. */
export interface SignIn {
  readonly authoriser: Authoriser;
  /**
   * Asks IAM for the project of the token, for users only; undefined when signing in names no project.
   * @throws ServiceError, TransportError
   */
  readonly projectId: (signal: AbortSignal) => Promise<string | undefined>;
  /**
   * Names the IAM user whose requests these are, the same way each time and without giving the credentials away: by the
   * id that came with a token, or by a hash of a permanent access key. Undefined where nothing tells: a ready token, a
   * temporary key.
   * @throws ServiceError, TransportError
   */
  readonly asker: (signal: AbortSignal) => Promise<string | undefined>;
}

/** What signing in needs from the connection. */
export interface SignInFrame {
  readonly runtime: Runtime;
  readonly clock: ServiceClock;
  /** IAM without an identity, to exchange a password for a token. */
  readonly anonymousIam: Service;
  /** What a token is to be for; absent: the user's own account. */
  readonly project?: CreateTokenRequest["project"];
}

/** Chooses how requests are authorised, by the kind of the credentials. Sends nothing yet. */
export function signIn(credentials: Credentials, frame: SignInFrame): SignIn {
  const advice = credentialAdvice(credentials.origin);
  const nothing = (): Promise<undefined> => Promise.resolve(undefined);
  switch (credentials.kind) {
    case "aksk":
      return {
        authoriser: accessKeyAuthoriser(credentials, frame.clock, advice),
        projectId: nothing,
        asker: () => Promise.resolve(holderOf(credentials)),
      };
    case "token":
      return { authoriser: tokenAuthoriser(readyToken(credentials.token), advice), projectId: nothing, asker: nothing };
    case "user": {
      const { userName, password, domainName } = credentials;
      const request = { userName, password, domainName, project: frame.project };
      const source = userToken(() => createToken(frame.anonymousIam, request), frame.runtime);
      const withPassword = { ...source, secrets: () => [password, ...source.secrets()] };
      return {
        authoriser: tokenAuthoriser(withPassword, advice),
        projectId: async (signal) => {
          await source.ready(signal);
          return source.projectId();
        },
        asker: async (signal) => {
          await source.ready(signal);
          const id = source.userId();
          return id === undefined ? undefined : `IAM user ${id}`;
        },
      };
    }
  }
}

function holderOf({ accessKey, securityToken }: AccessKeyCredentials): string | undefined {
  return securityToken === undefined ? `access key with hash ${hashOf(accessKey).slice(0, 12)}` : undefined;
}
