import type { Escape } from "./decodings";

/** Eight characters in base64 twice: a shorter run is a word. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
/** With what tools put between bytes: `53:75`, `53 75`, `53-75`, `0x53, 0x75`, in columns and over several lines too. */
const HEX_RUN = /(?<![0-9a-z])(?:(?:0x)?[0-9a-f]{2}[:,;\s-]{0,8}){7,}(?:0x)?[0-9a-f]{2}(?![0-9a-z])/gi;
const BETWEEN_BYTES = /0x|[:,;\s-]/gi;
/** The bytes of a text as numbers, as Go and Java print them: `[83, -61, 117]`, and as Node.js does in columns. */
const DECIMAL_RUN = /(?<![\w.-])(?:-?\d{1,3}[,;\s]{1,8}){7,}-?\d{1,3}(?![\w.])/g;
/** What can be read at the beginning; ids and what else is no text have hardly ever so much of it. */
const READABLE = /^[\t\n\r\u0020-\u007e\u00a0-\ufffc]{8,}/;
/** The same of text in UTF-16, as Windows encodes it. */
const READABLE_UTF16 = /^(?:\ufeff)?([\t\n\r\u0020-\u007e]{8,})/;

/** The runs of base64 that text was made of, as escapes; undefined when there is none. What follows them is cut off. */
export function base64Runs(text: string): Escape | undefined {
  return readableRuns(text, BASE64_RUN, (run) => Buffer.from(run, "base64"));
}

/** The runs of bytes in hex that text was made of. */
export function hexRuns(text: string): Escape | undefined {
  return readableRuns(text, HEX_RUN, (run) => Buffer.from(run.replace(BETWEEN_BYTES, ""), "hex"));
}

/** The runs of bytes in decimal numbers that text was made of. */
export function decimalRuns(text: string): Escape | undefined {
  return readableRuns(text, DECIMAL_RUN, (run) => Buffer.from(run.split(/[,;\s]+/).map(Number)));
}

function readableRuns(text: string, pattern: RegExp, bytesOf: (run: string) => Buffer): Escape | undefined {
  const runs = new Map<number, { units: string; end: number }>();
  for (const { 0: run, index } of text.matchAll(pattern)) {
    const bytes = bytesOf(run);
    const units = READABLE.exec(bytes.toString("utf8"))?.[0] ?? READABLE_UTF16.exec(bytes.toString("utf16le"))?.[1];
    if (units !== undefined) {
      runs.set(index, { units, end: index + run.length });
    }
  }
  return runs.size === 0 ? undefined : (_, at) => runs.get(at);
}
