import { base64Runs, hexRuns } from "./encodedRuns";

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
 * stands in base64 or hex read, once or several times, in any order.
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
  const braced =
    next === "u" && text[at + 2] === "{" ? /^[0-9a-f]{1,6}(?=\})/i.exec(text.slice(at + 3, at + 10))?.[0] : "";
  if (braced) {
    const point = parseInt(braced, 16);
    return point > 0x10ffff ? undefined : { units: String.fromCodePoint(point), end: at + 4 + braced.length };
  }
  const digits = next === "u" ? 4 : next === "x" ? 2 : 0;
  if (digits > 0) {
    const code = hexAt(text, at + 2, digits);
    return code === undefined ? undefined : { units: String.fromCharCode(code), end: at + 2 + digits };
  }
  const single = SINGLE[next];
  return single === undefined ? undefined : { units: single, end: at + 2 };
};

const percent: Escape = (text, at) => {
  if (text[at] !== "%") {
    return undefined;
  }
  const bytes: number[] = [];
  let end = at;
  // A character of UTF-8 has four bytes at most.
  for (let byte = hexAt(text, at + 1, 2); byte !== undefined && bytes.length < 4; byte = hexAt(text, end + 1, 2)) {
    bytes.push(byte);
    end += 3;
    const units = Buffer.from(bytes).toString("utf8");
    if (!units.includes("\ufffd")) {
      return { units, end };
    }
    if (text[end] !== "%") {
      break;
    }
  }
  const [first] = bytes;
  return first === undefined ? undefined : { units: String.fromCharCode(first), end: at + 3 };
};

const LONGEST_ENTITY = 12;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const entity: Escape = (text, at) => {
  if (text[at] !== "&") {
    return undefined;
  }
  // HTML reads a number also where its semicolon is missing.
  const number = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/i.exec(text.slice(at, at + LONGEST_ENTITY));
  if (number !== null) {
    const code = parseInt(number[1] ?? number[2] ?? "", number[1] === undefined ? 10 : 16);
    return code > 0x10ffff ? undefined : { units: String.fromCodePoint(code), end: at + number[0].length };
  }
  const end = text.slice(at, at + LONGEST_ENTITY).indexOf(";");
  const units = end < 0 ? undefined : NAMED[text.slice(at + 1, at + end).toLowerCase()];
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
];

function hexAt(text: string, at: number, digits: number): number | undefined {
  const hex = text.slice(at, at + digits);
  return hex.length === digits && /^[0-9a-f]{2,4}$/i.test(hex) ? parseInt(hex, 16) : undefined;
}
