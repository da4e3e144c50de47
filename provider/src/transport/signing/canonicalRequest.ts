/** One `key=value` pair of a query; the same key may occur several times. */
export type QueryPair = readonly [key: string, value: string];

/** The signed headers in the two forms the signature needs. */
export interface CanonicalHeaders {
  /** One `name:value` line each, in order, every line ended. */
  readonly lines: string;
  /** The names in the same order, joined by `;`. */
  readonly names: string;
}

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

/** The path as it is signed: every segment escaped anew, always with a slash at the end (the URL sent has none). */
export function canonicalPath(path: string): string {
  const escaped = path
    .split("/")
    .map((segment) => percentEncode(decodeURIComponent(segment)))
    .join("/");
  return escaped.endsWith("/") ? escaped : `${escaped}/`;
}

/** The query as it is signed, and as we send it: escaped, sorted by key and then value, `key=` for an empty value. */
export function canonicalQuery(pairs: readonly QueryPair[]): string {
  return pairs
    .map(([key, value]): QueryPair => [percentEncode(key), percentEncode(value)])
    .sort(([keyA, valueA], [keyB, valueB]) => order(keyA, keyB) || order(valueA, valueB))
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

/** Names in lower case and sorted, values trimmed. Every header given is signed. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): CanonicalHeaders {
  const sorted = Object.entries(headers)
    .map(([name, value]) => ({ name: name.toLowerCase(), value: value.trim() }))
    .sort((a, b) => order(a.name, b.name));
  return {
    lines: sorted.map(({ name, value }) => `${name}:${value}\n`).join(""),
    names: sorted.map(({ name }) => name).join(";"),
  };
}

/** RFC 3986: everything but unreserved characters is escaped, unlike `encodeURIComponent`, which leaves `!'()*`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
