/** What stands where a secret stood. */
export const REMOVED = "[removed]";

/** Gateways echo these after a wrong signature, and headers with them: everything from there on goes. */
const SIGNED_ECHO = /canonical[ _-]?request|string[ _-]?to[ _-]?sign|sdk-hmac-sha256 /i;
const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/;
const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/;
/** `-----BEGIN ` in base64 at each offset, and in hex. */
const KEY_BEGINS_ENCODED = /LS0tLS1CRUdJT|0tLS0tQkVHSU4|tLS0tLUJFR0lO|2d2d2d2d2d424547494e/;
const SECRET_HEADER = /\b(x-(?:auth|security|subject)-token"?\s{0,20}[:=]\s{0,20}"?)[^\s|,;"]{1,65536}/gi;
/** The password in a URL, which may hold an `@` itself. */
const URL_PASSWORD = /(:\/\/[^\s/?#@:"'<>]{0,256}:)[^\s/?#"'<>]{1,1024}@/g;

/** Text without what can be known for a secret by its shape alone: private keys, token headers, passwords in URLs, what was signed. */
export function withoutSecretShapes(text: string): string {
  const signed = SIGNED_ECHO.exec(text)?.index;
  const unsigned = signed === undefined ? text : withoutTail(text.slice(0, signed));
  return withoutKeys(unsigned).replace(SECRET_HEADER, `$1${REMOVED}`).replace(URL_PASSWORD, `$1${REMOVED}@`);
}

/** What led to something that was left out, such as `, `. */
function withoutTail(text: string): string {
  let end = text.length;
  while (end > 0 && " \t\r\n,;.:".includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

function withoutKeys(text: string): string {
  let kept = "";
  let rest = text;
  for (let begin = beginOfKey(rest); begin !== undefined; begin = beginOfKey(rest)) {
    kept += `${rest.slice(0, begin.at)}${REMOVED}`;
    rest = begin.after(rest.slice(begin.at));
  }
  return kept + rest;
}

/** Where the next private key begins, and how to find what comes after it: what has no end goes to the end. */
function beginOfKey(text: string): { at: number; after: (from: string) => string } | undefined {
  const plain = KEY_BEGINS.exec(text)?.index ?? Infinity;
  const encoded = KEY_BEGINS_ENCODED.exec(text)?.index ?? Infinity;
  if (plain === Infinity && encoded === Infinity) {
    return undefined;
  }
  return plain < encoded ? { at: plain, after: afterKey } : { at: encoded, after: afterEncoded };
}

function afterKey(from: string): string {
  const end = KEY_ENDS.exec(from);
  return end === null ? "" : from.slice(end.index + end[0].length);
}

function afterEncoded(from: string): string {
  const end = from.search(/[^A-Za-z0-9+/=_\s-]/);
  return end < 0 ? "" : from.slice(end);
}
