/** A private key as a person or a CI system hands it over, in the form of a file; or why it is none. */
export type PrivateKeyText = { readonly pem: string } | { readonly fault: string };

/** The largest key has 4 KB; nothing far larger is looked at. */
const LARGEST_CHARACTERS = 64 * 1024;

/** A bundle of keys and certificates has a few blocks; the key is among the first. */
const MOST_BLOCKS = 10;

/** What needs no change: what every tool writes. */
const asWritten = /^-----BEGIN ([A-Z0-9 ]{0,40})-----\n(?:[A-Za-z0-9+/]{1,76}={0,2}\n){1,1000}-----END \1-----\n?$/;

/** What stands between the letters of a text in UTF-16 that was read as another encoding, and before them. */
const UTF16_REST = /[\0\u00fe\u00ff\ufffd]/g;

const beginLine = /-----BEGIN ([A-Z0-9 ]{0,40})-----/;

/** What a key that needs its passphrase removed is told. */
const encrypted =
  "holds a private key that is encrypted with a passphrase; make a copy and remove it there: `ssh-keygen -p -f <copy>`";

/**
 * Finds the private key in a text: as it stands in its file, with the line ends of Windows or a byte order mark, or as
 * variables of CI systems hold it: with literal `\n`, indented, with blanks for line ends, in quotes, escaped as JSON, for a
 * URL, a form or a page, as base64 of the file, or in UTF-16. A fault ends a sentence that begins with where the text is from, and repeats nothing of it.
 */
export function privateKeyText(text: string): PrivateKeyText {
  if (text.length > LARGEST_CHARACTERS) {
    return { fault: "is far too long for a private key (more than 64 KiB)" };
  }
  return asWritten.test(text) ? checkedLabel(text, asWritten.exec(text)?.[1] ?? "") : fromText(text, true);
}

function fromText(given: string, mayBeBase64: boolean): PrivateKeyText {
  const text = withoutUtf16(given);
  const lines = withoutEscapes(text.replace(/\p{Cf}/gu, ""));
  const block = keyBlock(lines);
  if (block !== undefined) {
    return block;
  }
  const bare = lines.replace(/[\s\uFEFF"']/g, "");
  if (mayBeBase64 && /^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(bare)) {
    const decoded = withoutUtf16(Buffer.from(bare, "base64").toString("latin1"));
    if (beginLine.test(decoded)) {
      return fromText(decoded, false);
    }
  }
  return { fault: whatElse(text.trim()) };
}

function withoutUtf16(text: string): string {
  return text.includes("\0") ? text.replace(UTF16_REST, "") : text;
}

/**
 * Without the escapes of JSON, of shells, of forms and URLs, of HTML and of lines that go on: no key holds a backslash, a
 * percent sign or an ampersand itself. Forms write a plus sign for a blank, which only the first and the last line have.
 */
function withoutEscapes(text: string): string {
  const character = (_: string, code: string): string => String.fromCharCode(parseInt(code, 16));
  return text
    .replace(/\\{1,4}r/g, "")
    .replace(/\\{1,4}n/g, "\n")
    .replace(/\\{1,4}t|\p{Zs}/gu, " ")
    .replace(/\\{1,4}(?:u00|x)([0-7][0-9a-f])/gi, character)
    .replace(/%([0-7][0-9a-f])/gi, character)
    .replace(/&#(\d{1,3});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/-----(?:BEGIN|END)\+[A-Z0-9+]{0,40}-----/g, (line) => line.replaceAll("+", " "))
    .replace(/\\{1,4}(?=[/\r\n])/g, "");
}

/** The first block of a text that is a private key; undefined when it has no block at all. */
function keyBlock(text: string): PrivateKeyText | undefined {
  let other: string | undefined;
  let rest = text;
  for (let blocks = 0; blocks < MOST_BLOCKS; blocks += 1) {
    const begin = beginLine.exec(rest);
    if (begin === null) {
      break;
    }
    const [line, label = ""] = begin;
    rest = rest.slice(begin.index + line.length);
    const end = rest.indexOf(`-----END ${label}-----`);
    if (label.endsWith("PRIVATE KEY")) {
      return end < 0
        ? { fault: "holds a private key that is cut off: its END line is missing" }
        : blockText(label, rest.slice(0, end));
    }
    other = label;
  }
  return other === undefined ? undefined : checkedLabel("", other);
}

function blockText(label: string, body: string): PrivateKeyText {
  if (/Proc-Type|DEK-Info/.test(body)) {
    return { fault: encrypted };
  }
  const base64 = body.replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    return { fault: "holds a private key that is damaged: there are characters in it that no key has" };
  }
  const lines = base64.match(/.{1,64}/g) ?? [];
  return checkedLabel(`-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`, label);
}

function checkedLabel(pem: string, label: string): PrivateKeyText {
  if (label === "ENCRYPTED PRIVATE KEY") {
    return { fault: encrypted };
  }
  if (label.endsWith("PRIVATE KEY")) {
    return { pem };
  }
  return label.endsWith("PUBLIC KEY")
    ? { fault: "holds a public key; the private key is needed" }
    : { fault: "holds something else than a private key (a certificate or parameters); the private key is needed" };
}

function whatElse(text: string): string {
  if (text === "") {
    return "is empty";
  }
  if (text.startsWith("PuTTY-User-Key-File")) {
    return "holds a private key in PuTTY's form; convert it: `puttygen <file> -O private-openssh -o <new file>`";
  }
  if (/^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-\S{1,64} AAAA|^---- BEGIN SSH2 PUBLIC KEY/.test(text)) {
    return "holds a public key; the private key is needed";
  }
  if (
    text.length <= 4096 &&
    /^(?:~|\.{0,2}[\\/]|[A-Za-z]:[\\/])\S{0,4095}$|^\S{1,200}\.(?:pem|key|ppk)$|^[\w.-]{1,40}(?:[\\/][\w.-]{1,40}){1,20}$|^\S{0,200}id_\w{1,20}$/.test(
      text,
    )
  ) {
    return "holds what looks like the path of a file; give the path as privateKeyFile";
  }
  return "holds no private key: there is no BEGIN line";
}
