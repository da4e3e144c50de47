import { createHash } from "node:crypto";
import type { IncomingRequest } from "./incoming";

/** Whether the parameters of a query are sorted before or after they are escaped: the SDKs differ. */
export type QueryOrder = "before" | "after";

/** The text SDK-HMAC-SHA256 signs the hash of. */
export function canonicalRequest(parts: IncomingRequest, signedHeaders: string[], order: QueryOrder = "after"): string {
  const [path = "", query = ""] = splitOnce(parts.url, "?");
  return [
    parts.method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query, order),
    signedHeaders.map((name) => `${name}:${headerValue(parts.headers, name)}\n`).join(""),
    signedHeaders.join(";"),
    bodyHash(parts),
  ].join("\n");
}

/** Lower-case hexadecimal SHA-256. */
export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function canonicalPath(path: string): string {
  const escaped = path
    .split("/")
    .map((segment) => escape(unescape(segment)))
    .join("/");
  return escaped.endsWith("/") ? escaped : `${escaped}/`;
}

function canonicalQuery(query: string, order: QueryOrder): string {
  const sorted = order === "after" ? escape : (text: string): string => text;
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [key = "", value = ""] = splitOnce(pair, "=").map(unescape);
      return { key, value, sortKey: sorted(key), sortValue: sorted(value) };
    })
    .sort((one, other) => compare(one.sortKey, other.sortKey) || compare(one.sortValue, other.sortValue))
    .map(({ key, value }) => `${escape(key)}=${escape(value)}`)
    .join("&");
}

/** The sender may announce a hash, or that the body is not signed; an announced hash must be the body's. */
function bodyHash({ headers, body }: IncomingRequest): string {
  const announced = headerValue(headers, "x-sdk-content-sha256");
  return announced === "UNSIGNED-PAYLOAD" ? announced : sha256(body);
}

function headerValue(headers: IncomingRequest["headers"], name: string): string {
  const value = headers[name] ?? "";
  return (Array.isArray(value) ? value.join(",") : value).trim();
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escape(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
