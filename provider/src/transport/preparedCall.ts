import type { AuthorisableRequest } from "./authoriser";
import type { CallOptions } from "./callOptions";
import type { CallScope } from "./callScope";
import type { Attempted } from "./reply";
import type { ServiceRequest } from "./serviceRequest";
import { canonicalQuery, type QueryPair } from "./signing/canonicalRequest";

/** One request with everything that stays the same over its tries. */
export interface PreparedCall<T> {
  readonly request: ServiceRequest<T>;
  readonly options: CallOptions;
  readonly scope: CallScope;
  readonly attempted: Attempted;
  /** What a signature covers. */
  readonly signable: AuthorisableRequest;
  readonly url: string;
  /** Headers that no signature covers. */
  readonly plainHeaders: Readonly<Record<string, string>>;
}

/** Where a request goes. */
export interface Destination {
  readonly name: string;
  readonly base: URL;
  /** Sent and signed with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Puts a request, the frame it is made in and its destination together. */
export function prepareCall<T>(
  destination: Destination,
  request: ServiceRequest<T>,
  options: CallOptions,
  scope: CallScope,
): PreparedCall<T> {
  const { base } = destination;
  const path = `${base.pathname.replace(/\/+$/, "")}${request.path}`;
  const query = Object.entries(request.query ?? {}).flatMap(([key, value]): QueryPair[] =>
    value === undefined ? [] : [[key, String(value)]],
  );
  const body = request.body === undefined ? "" : JSON.stringify(request.body);
  const { operation, method } = request;
  return {
    request,
    options,
    scope,
    attempted: { service: destination.name, operation, method, host: base.host, path },
    signable: { method, host: base.host, path, query, body, headers: { ...destination.headers, ...request.headers } },
    url: `${base.origin}${path}${query.length === 0 ? "" : `?${canonicalQuery(query)}`}`,
    plainHeaders: {
      Accept: "application/json",
      "Content-Type": body === "" ? "application/json" : "application/json;charset=UTF-8",
      "User-Agent": "pulumi-huaweicloud-kps",
    },
  };
}
