import type { QueryPair } from "./signing/canonicalRequest";

/** A request as far as a signature covers it. */
export interface AuthorisableRequest {
  readonly method: string;
  readonly host: string;
  /** Path as sent, with the base URL's own path in front. */
  readonly path: string;
  readonly query: readonly QueryPair[];
  readonly body: string;
  /** Headers that a signature has to cover. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a 401 said. */
export interface AuthRefusal {
  /** The service's own text, not yet redacted. */
  readonly message: string | undefined;
  /** When the service answered, by its own clock (header Date), ms since 1970. */
  readonly serviceMs: number | undefined;
}

/** One request made credible. */
export interface Authorisation {
  /** Headers to add. */
  readonly headers: Readonly<Record<string, string>>;
  /** After a 401: does what can be done and tells whether one more try makes sense. */
  readonly recover: (refusal: AuthRefusal, signal: AbortSignal) => Promise<boolean>;
}

/** Proves who we are. One per credential, used by every service. */
export interface Authoriser {
  /** Fetches what is needed beforehand, if anything; may take a request of its own. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
  /** Authorises one try. Called right before it is sent. */
  readonly authorise: (request: AuthorisableRequest) => Authorisation;
  /** Everything that no message may show, as of now. */
  readonly secrets: () => readonly string[];
  /** What to tell a person whose credential was refused. */
  readonly advice: string;
}
