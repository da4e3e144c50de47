import { harmlessLine } from "../diagnostics/text/harmless";

/** Control characters, and those that turn the direction of writing: in a terminal they could draw or hide anything. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

const unsafeInJson = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Text from outside as one line that is safe to print: it commands neither a terminal nor a CI system. */
export function plainText(text: string): string {
  return harmlessLine(text.replace(unsafe, " ").trim());
}

/** Text of several lines, each of them safe to print. */
export function plainLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => harmlessLine(line.replace(unsafe, " ").trimEnd()))
    .join("\n");
}

/**
 * A value as JSON that is safe to print: what could turn the direction of writing, or command a CI system, stands there
 * escaped, and means the same to whoever reads JSON.
 */
export function jsonText(value: unknown, indent = 2): string {
  return JSON.stringify(value, undefined, indent)
    .replace(unsafeInJson, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("##", "#\\u0023");
}

/**
 * Text of HTML or XML, already escaped with its line ends, in which nothing turns the direction of writing, or commands a
 * terminal or a CI system that sees it.
 */
export function plainMarkup(markup: string): string {
  return markup
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .replace(/\p{Cc}/gu, "\ufffd")
    .replaceAll("##", "#&#35;");
}
