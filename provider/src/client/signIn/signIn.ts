import type { Credentials } from "../../settings/settings";
import { accessKeyAuthoriser } from "../../transport/accessKeyAuthoriser";
import type { Authoriser } from "../../transport/authoriser";
import { readyToken, tokenAuthoriser } from "../../transport/tokenAuthoriser";
import type { Runtime } from "../../transport/runtime";
import type { Service } from "../../transport/service";
import type { ServiceClock } from "../../transport/serviceClock";
import { createToken } from "../iam/createToken";
import type { CreateTokenRequest } from "../iam/createToken";
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
  const noProject = (): Promise<undefined> => Promise.resolve(undefined);
  switch (credentials.kind) {
    case "aksk":
      return { authoriser: accessKeyAuthoriser(credentials, frame.clock, advice), projectId: noProject };
    case "token":
      return { authoriser: tokenAuthoriser(readyToken(credentials.token), advice), projectId: noProject };
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
      };
    }
  }
}
