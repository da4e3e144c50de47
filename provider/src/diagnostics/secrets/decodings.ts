import { base64Runs, decimalRuns, hexRuns } from "./encodedRuns";
import { namedCharacter } from "./entityNames";

/** A text taken out of its escapes; unit i stands for the units `from(i)` to `to(i)` of the text it was made of. */
export interface Decoding {
  readonly text: string;
  readonly from: (unit: number) => number;
  readonly to: (unit: number) => number;
}

/** Escapes inside escapes are followed this deep: JSON in JSON, in a URL. */
const DEEPEST = 3;
/** So many units are decoded of one text at most. */
const MOST_UNITS = 256 * 1024;

/**
 * The text itself, and what it is without the escapes of JSON, of URLs and of HTML, without what is not seen, and with what
 * stands in base64, hex or numbers read, once or several times, in any order.
 */
export function decodings(text: string): Decoding[] {
  const all: Decoding[] = [{ text, from: (unit) => unit, to: (unit) => unit + 1 }];
  const seen = new Set([text]);
  let units = text.length;
  let layer = all;
  for (let depth = 0; depth < DEEPEST && layer.length > 0; depth += 1) {
    layer = layer.flatMap((source) =>
      escapesIn.flatMap((find) => {
        // Hardly any text holds one.
        const escape = units > MOST_UNITS ? undefined : find(source.text);
        const decoded = escape === undefined ? undefined : decode(source, escape);
        if (decoded === undefined || seen.has(decoded.text)) {
          return [];
        }
        seen.add(decoded.text);
        units += decoded.text.length;
        return [decoded];
      }),
    );
    all.push(...layer);
  }
  return all;
}

/** What the escape that begins at `at` stands for, unit by unit, and where it ends; undefined when none begins there. */
export type Escape = (text: string, at: number) => { readonly units: string; readonly end: number } | undefined;

/** Undefined when the text holds no such escape. */
function decode(source: Decoding, escape: Escape): Decoding | undefined {
  const units: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let changed = false;
  for (let at = 0; at < source.text.length;) {
    const found = escape(source.text, at);
    const end = found?.end ?? at + 1;
    changed ||= found !== undefined;
    for (const unit of found?.units.split("") ?? [source.text.charAt(at)]) {
      units.push(unit);
      from.push(source.from(at));
      to.push(source.to(end - 1));
    }
    at = end;
  }
  return changed ? { text: units.join(""), from: (unit) => from[unit] ?? 0, to: (unit) => to[unit] ?? 0 } : undefined;
}

const SINGLE: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  '"': '"',
  "'": "'",
  "/": "/",
  "\\": "\\",
};

const backslash: Escape = (text, at) => {
  if (text[at] !== "\\") {
    return undefined;
  }
  const next = text[at + 1] ?? "";
  if (next === "x" || /[0-3]/.test(next)) {
    return utf8(text, at, next === "x" ? byteInHex : byteInOctal);
  }
  const braced =
    next === "u" && text[at + 2] === "{" ? /^[0-9a-f]{1,6}(?=\})/i.exec(text.slice(at + 3, at + 10))?.[0] : "";
  if (braced) {
    return codePoint(parseInt(braced, 16), at + 4 + braced.length);
  }
  if (next === "u") {
    const code = hexAt(text, at + 2, 4);
    return code === undefined ? undefined : { units: String.fromCharCode(code), end: at + 6 };
  }
  if (next === "U") {
    const code = hexAt(text, at + 2, 8);
    return code === undefined ? undefined : codePoint(code, at + 10);
  }
  // A shell writes one before whatever means something to it.
  const single = SINGLE[next] ?? (/[!-\/:-@[-`{-~ ]/.test(next) ? next : undefined);
  return single === undefined ? undefined : { units: single, end: at + 2 };
};

const percent: Escape = (text, at) => {
  if (text[at] !== "%") {
    return undefined;
  }
  const code = text[at + 1] === "u" ? hexAt(text, at + 2, 4) : undefined;
  return code === undefined
    ? utf8(text, at, (place) => (text[place] === "%" ? byteAt(hexAt(text, place + 1, 2), place + 3) : undefined))
    : { units: String.fromCharCode(code), end: at + 6 };
};

interface EscapedByte {
  readonly byte: number;
  readonly end: number;
}

function byteAt(byte: number | undefined, end: number): EscapedByte | undefined {
  return byte === undefined ? undefined : { byte, end };
}

/** `\x2b` */
function byteInHex(at: number, text: string): EscapedByte | undefined {
  return text.startsWith("\\x", at) ? byteAt(hexAt(text, at + 2, 2), at + 4) : undefined;
}

/** `\053` */
function byteInOctal(at: number, text: string): EscapedByte | undefined {
  const digits = text[at] === "\\" ? text.slice(at + 1, at + 4) : "";
  return /^[0-3][0-7]{2}$/.test(digits) ? { byte: parseInt(digits, 8), end: at + 4 } : undefined;
}

/** The character of UTF-8 that begins with the byte at `at`, of four bytes at most; where there is none, the byte by itself. */
function utf8(
  text: string,
  at: number,
  byteOf: (at: number, text: string) => EscapedByte | undefined,
): ReturnType<Escape> {
  const first = byteOf(at, text);
  const bytes: number[] = [];
  for (let next = first; next !== undefined && bytes.length < 4; next = byteOf(next.end, text)) {
    bytes.push(next.byte);
    const units = Buffer.from(bytes).toString("utf8");
    if (!units.includes("\ufffd")) {
      return { units, end: next.end };
    }
  }
  return first === undefined ? undefined : { units: String.fromCharCode(first.byte), end: first.end };
}

function codePoint(code: number, end: number): ReturnType<Escape> {
  return code > 0x10ffff ? undefined : { units: String.fromCodePoint(code), end };
}

const LONGEST_ENTITY = 12;

const entity: Escape = (text, at) => {
  if (text[at] !== "&") {
    return undefined;
  }
  // HTML reads a number also where its semicolon is missing.
  const number = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/i.exec(text.slice(at, at + LONGEST_ENTITY));
  if (number !== null) {
    const code = parseInt(number[1] ?? number[2] ?? "", number[1] === undefined ? 10 : 16);
    return codePoint(code, at + number[0].length);
  }
  const end = text.slice(at, at + LONGEST_ENTITY).indexOf(";");
  const units = end < 0 ? undefined : namedCharacter(text.slice(at + 1, at + end));
  return units === undefined ? undefined : { units, end: at + end + 1 };
};

/** What is not seen, or not meant to be, and line ends: texts lose them later, and then show what they divided. */
const UNSEEN = /\u001b\[[0-?]{0,32}[ -/]{0,8}[@-~]|\p{Cf}|\r\n|[\r\n]/uy;

const unseen: Escape = (text, at) => {
  UNSEEN.lastIndex = at;
  const found = UNSEEN.exec(text)?.[0];
  return found === undefined ? undefined : { units: "", end: at + found.length };
};

/** Each kind of escape, where a text may hold it. */
const escapesIn: readonly ((text: string) => Escape | undefined)[] = [
  (text) => (text.includes("\\") ? backslash : undefined),
  (text) => (text.includes("%") ? percent : undefined),
  (text) => (text.includes("&") ? entity : undefined),
  (text) => (/[\p{Cf}\r\n\u001b]/u.test(text) ? unseen : undefined),
  base64Runs,
  hexRuns,
  decimalRuns,
];

function hexAt(text: string, at: number, digits: number): number | undefined {
  const hex = text.slice(at, at + digits);
  return hex.length === digits && /^[0-9a-f]{2,8}$/i.test(hex) ? parseInt(hex, 16) : undefined;
}
