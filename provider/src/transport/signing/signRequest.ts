import { createHash, createHmac } from "node:crypto";
import { canonicalHeaders, canonicalPath, canonicalQuery, canonicalRequest, type QueryPair } from "./canonicalRequest";

/** The only algorithm we use. */
const ALGORITHM = "SDK-HMAC-SHA256";

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
  // The secret key itself: this algorithm derives no key from date or region.
  const signature = createHmac("sha256", key.secretKey).update(stringToSign(date, canonical)).digest("hex");
  return `${ALGORITHM} Access=${key.accessKey}, SignedHeaders=${headers.names}, Signature=${signature}`;
}

/** Algorithm, date and the hash of the canonical request. */
export function stringToSign(date: string, canonical: string): string {
  return [ALGORITHM, date, hashHex(canonical)].join("\n");
}

/** A moment as the header X-Sdk-Date writes it: `YYYYMMDDTHHMMSSZ`. */
export function sdkDate(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** SHA-256 in lower-case hexadecimal digits. */
export function hashHex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
