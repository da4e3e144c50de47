import type { CanonicalHeaders } from "./canonicalHeaders";

/** The canonical parts of a request, each made by its own step. */
export interface CanonicalParts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: CanonicalHeaders;
  /** SHA-256 of the body, hexadecimal. */
  readonly bodyHash: string;
}

/** The request as one text, from which the signature is made. */
export function canonicalRequest(parts: CanonicalParts): string {
  const { lines, names } = parts.headers;
  return [parts.method.toUpperCase(), parts.path, parts.query, lines, names, parts.bodyHash].join("\n");
}
