/** A character of several code points (an emoji of a family, a letter with many marks) is hardly ever longer than this. */
const LONGEST_CHARACTER = 64;

/**
 * The start of a text, at most `limit` UTF-16 units and the mark. Cuts between whole characters as people see them, so
 * that neither half a surrogate pair nor a letter without its accent is left.
 */
export function cutText(text: string, limit: number, mark = "..."): string {
  return text.length <= limit ? text : `${text.slice(0, wholeBefore(text, limit))}${mark}`;
}

/** The start of a text that takes at most `limit` bytes as UTF-8, and the mark; cut between whole characters. */
export function cutBytes(text: string, limit: number, mark = "..."): string {
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) {
    return text;
  }
  // So many units may fit; the bytes of one that is cut in two are dropped below.
  let end = Math.min(text.length, limit);
  while (Buffer.byteLength(text.slice(0, end)) > limit) {
    end -= Math.max(1, Math.ceil((Buffer.byteLength(text.slice(0, end)) - limit) / 4));
  }
  return `${text.slice(0, wholeBefore(text, end))}${mark}`;
}

/** The end of the last whole character that ends at `end` or before. */
function wholeBefore(text: string, end: number): number {
  const from = Math.max(0, end - LONGEST_CHARACTER);
  const start = isLowHalf(text, from) ? from - 1 : from;
  const window = text.slice(start, end + LONGEST_CHARACTER);
  const character = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(window).containing(end - start);
  const at = character === undefined ? end : start + character.index;
  // A character without end is cut all the same, between its code points.
  return at > start ? at : end - (isLowHalf(text, end) ? 1 : 0);
}

function isLowHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}
