/** The signed headers in the two forms the signature needs. */
export interface CanonicalHeaders {
  /** One `name:value` line each, in order, every line ended. */
  readonly lines: string;
  /** The names in the same order, joined by `;`. */
  readonly names: string;
}

/** Names in lower case and sorted, values trimmed. Every header given is signed. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): CanonicalHeaders {
  const sorted = Object.entries(headers)
    .map(([name, value]) => ({ name: name.toLowerCase(), value: value.trim() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    lines: sorted.map(({ name, value }) => `${name}:${value}\n`).join(""),
    names: sorted.map(({ name }) => name).join(";"),
  };
}
