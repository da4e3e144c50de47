import type { AccessKeyCredentials, Credentials } from "../../settings/settings";
import { accessKeyAuthoriser } from "../../transport/accessKeyAuthoriser";
import type { Authoriser } from "../../transport/authoriser";
import { unlessAborted } from "../../transport/unlessAborted";
import { readyToken, tokenAuthoriser } from "../../transport/tokenAuthoriser";
import type { Runtime } from "../../transport/runtime";
import type { Service } from "../../transport/service";
import type { ServiceClock } from "../../transport/serviceClock";
import { createToken } from "../iam/createToken";
import type { CreateTokenRequest } from "../iam/createToken";
import { validateToken } from "../iam/validateToken";
import { hashOf } from "../hashOf";
import { credentialAdvice } from "./advice";
import { userToken } from "./userToken";

/** So long IAM has to tell whose a ready token is, in ms: most steps do without. */
const HOLDER_WITHIN_MS = 10_000;

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
   * id that IAM gives with a token or for one, or by a hash of a permanent access key. Undefined where nothing tells: a
   * temporary key, or a ready token that IAM says nothing about.
   * @throws ServiceError, TransportError
   */
  readonly asker: (signal: AbortSignal) => Promise<string | undefined>;
}

/** What signing in needs from the connection. */
export interface SignInFrame {
  readonly runtime: Runtime;
  readonly clock: ServiceClock;
  /** IAM without an identity, to exchange a password for a token, and to ask whose a given one is. */
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
      return {
        authoriser: tokenAuthoriser(readyToken(credentials.token), advice),
        projectId: nothing,
        asker: tokenHolder(credentials.token, frame),
      };
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
          return userText(source.userId());
        },
      };
    }
  }
}

/** Asks IAM once whose a ready token is; where it does not say so soon, nobody knows. */
function tokenHolder(token: string, { anonymousIam, runtime }: SignInFrame): SignIn["asker"] {
  let holder: Promise<string | undefined> | undefined;
  const ask = async (): Promise<string | undefined> => {
    const options = { deadlineMs: runtime.monotonicMs() + HOLDER_WITHIN_MS, attempts: 3 };
    return userText((await validateToken(anonymousIam, token, options)).userId);
  };
  return (signal) => unlessAborted((holder ??= ask().catch(() => undefined)), signal);
}

function userText(id: string | undefined): string | undefined {
  return id === undefined ? undefined : `IAM user ${id}`;
}

function holderOf({ accessKey, securityToken }: AccessKeyCredentials): string | undefined {
  return securityToken === undefined ? `access key with hash ${hashOf(accessKey).slice(0, 12)}` : undefined;
}
