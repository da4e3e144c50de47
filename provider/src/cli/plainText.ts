/** Control characters, and those that turn the direction of writing: in a terminal they could draw or hide anything. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** Text from outside as one line that is safe to print. */
export function plainText(text: string): string {
  return text.replace(unsafe, " ").trim();
}

/** Text of several lines, each of them safe to print. */
export function plainLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(unsafe, " ").trimEnd())
    .join("\n");
}
