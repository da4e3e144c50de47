import { authorizationHeader } from "./authorizationHeader";
import { canonicalHeaders } from "./canonicalHeaders";
import { canonicalPath } from "./canonicalPath";
import { canonicalQuery } from "./canonicalQuery";
import type { QueryPair } from "./canonicalQuery";
import { canonicalRequest } from "./canonicalRequest";
import { hashHex } from "./hashHex";
import { signature } from "./signature";
import { stringToSign } from "./stringToSign";

/** What the signature covers. */
export interface SignableRequest {
  readonly method: string;
  /** Path as sent, percent-encoded. */
  readonly path: string;
  readonly query: readonly QueryPair[];
  /** The headers to sign, x-sdk-date among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An access key and its secret. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * The header Authorization for a request (SDK-HMAC-SHA256).
 * @param date X-Sdk-Date as it stands in the headers
 */
export function signRequest(request: SignableRequest, date: string, key: AccessKey): string {
  const headers = canonicalHeaders(request.headers);
  const canonical = canonicalRequest({
    method: request.method,
    path: canonicalPath(request.path),
    query: canonicalQuery(request.query),
    headers,
    bodyHash: hashHex(request.body),
  });
  return authorizationHeader(key.accessKey, headers.names, signature(key.secretKey, stringToSign(date, canonical)));
}
