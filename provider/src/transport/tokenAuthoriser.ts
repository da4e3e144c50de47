import type { Authoriser } from "./authoriser";

/** Where a token comes from. */
export interface TokenSource {
  /** The present token; undefined before the first `ready`. */
  readonly current: () => string | undefined;
  /** Makes sure that there is a token, and a fresh enough one. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /** Replaces a token the service has refused, unless it is replaced already. Resolves to false when it cannot be. */
  readonly replace: (refused: string, signal: AbortSignal) => Promise<boolean>;
  readonly secrets: () => readonly string[];
}

/** Sends a token with every request. */
export function tokenAuthoriser(source: TokenSource, advice: string): Authoriser {
  return {
    prepare: source.ready,
    authorise: (request) => {
      const token = source.current() ?? "";
      return {
        headers: { ...request.headers, "X-Auth-Token": token },
        recover: (_refusal, signal) => source.replace(token, signal),
      };
    },
    secrets: source.secrets,
    advice,
  };
}

/** A token that was given and cannot be renewed. */
export function readyToken(token: string): TokenSource {
  return {
    current: () => token,
    ready: () => Promise.resolve(),
    replace: () => Promise.resolve(false),
    secrets: () => [token],
  };
}
