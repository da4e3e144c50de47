/** What stands where a secret stood. */
export const REMOVED = "[removed]";

/** Gateways echo these after a wrong signature, and headers with them: everything from there on goes. */
const SIGNED_ECHO = /canonical[ _-]?request|string[ _-]?to[ _-]?sign|sdk-hmac-sha256 /i;
/** A private key, or (caught) `-----BEGIN ` in base64 at each offset, and in hex. */
const KEY_BEGINS =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----|(LS0tLS1CRUdJT|0tLS0tQkVHSU4|tLS0tLUJFR0lO|(?:2[dD]){5}424547494[eE])/g;
const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;
const ENCODED_ENDS = /[^A-Za-z0-9+/=_\s-]/g;
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

/** Each part of the text is looked at once, however many keys there are. */
function withoutKeys(text: string): string {
  let kept = "";
  let at = 0;
  for (;;) {
    KEY_BEGINS.lastIndex = at;
    const begin = KEY_BEGINS.exec(text);
    if (begin === null) {
      return kept + text.slice(at);
    }
    kept += `${text.slice(at, begin.index)}${REMOVED}`;
    at = begin[1] === undefined ? endOfKey(text, begin.index) : endOfEncodedKey(text, begin.index);
  }
}

/** What has no end goes to the end of the text. */
function endOfKey(text: string, from: number): number {
  KEY_ENDS.lastIndex = from;
  return KEY_ENDS.test(text) ? KEY_ENDS.lastIndex : text.length;
}

function endOfEncodedKey(text: string, from: number): number {
  ENCODED_ENDS.lastIndex = from;
  return ENCODED_ENDS.exec(text)?.index ?? text.length;
}
