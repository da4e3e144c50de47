import { harmlessLine, harmlessProse } from "./harmless";

/** A complete sequence that colours text or moves the cursor: nothing of it is meant to be read. */
const TERMINAL_SEQUENCE = /\u001b\[[0-?]{0,32}[ -/]{0,8}[@-~]/g;
const BLANKS = /[\s\u0085]+/g;
/** Characters that are not seen, or that turn the direction of writing; those that join emoji and letters are kept. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}/gu;
const CONTROL = /\p{Cc}/gu;

/**
 * Text from anywhere as one line that commands neither a terminal nor a CI system: well-formed, blanks of every kind run
 * together, complete terminal sequences left out, any other control character made visible (`␛` for escape).
 */
export function visibleLine(text: string): string {
  return harmlessLine(seen(text.toWellFormed().replace(TERMINAL_SEQUENCE, ""), BLANKS)).trim();
}

/** Text of several lines, each safe to print as `visibleLine` is; indentation and blanks inside a line are kept. */
export function visibleLines(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCE, "")
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => harmlessLine(seen(line, /[\t\v\f]/g)).trimEnd())
    .join("\n");
}

/** Text as data that a person may see: its line breaks and blanks are kept. The same again is the same. */
export function visibleProse(text: string): string {
  return harmlessProse(
    text
      .toWellFormed()
      .replace(TERMINAL_SEQUENCE, "")
      .replace(UNSEEN, "")
      .replace(CONTROL, (character) => (character === "\n" || character === "\t" ? character : picture(character))),
  );
}

function seen(text: string, blanks: RegExp): string {
  // The unseen goes first: blanks on both sides of it are one.
  return text.replace(UNSEEN, "").replace(blanks, " ").replace(CONTROL, picture);
}

/** Unicode has a picture of each control character of ASCII; the others have none. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
}
