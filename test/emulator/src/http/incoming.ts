import type { IncomingHttpHeaders } from "node:http";

/** A request as it came over the wire. */
export interface IncomingRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Empty when there is none. */
  body: Buffer;
}

/** The part of an address before the query. */
export function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}

/** What stands between the first question mark and the next. */
export function queryOf(url: string): string {
  return url.split("?", 2)[1] ?? "";
}
