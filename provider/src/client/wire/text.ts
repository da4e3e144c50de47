import { z } from "zod";
import { cutBytes } from "../../diagnostics/text/cutText";
import { visibleLine, visibleProse } from "../../diagnostics/text/visibleText";

/** So much of a text of the service is taken, in bytes of UTF-8. */
const usualBytes = 4 * 1024;

/**
 * A text as the service writes it, as one line that is safe to show: bounded, well-formed, without anything that commands
 * a terminal, a CI system or Pulumi's colours. Every text of a schema is of this type, one of its variants, or an `id`.
 */
export function textUpTo(bytes: number): z.ZodType<string> {
  // What is cut off first is never looked at: an answer may hold megabytes.
  return z.string().transform((value) => cutBytes(visibleLine(value.slice(0, 2 * bytes)), bytes));
}

/** A text of at most 4 KiB. */
export const text = textUpTo(usualBytes);

/** A text that may be missing, null or empty; all three mean "none". */
export const optionalText = orNone(text);

/** A text that says why something failed: a code may come as a number. */
export const reasonText = orNone(z.union([text, z.number().transform(String)]));

/** A text of several lines that a person wrote, such as a description; its line breaks are kept. */
export const optionalProse = orNone(
  z.string().transform((value) => cutBytes(visibleProse(value.slice(0, 2 * usualBytes)), usualBytes)),
);

/** A key or token, taken to the letter and never shown; anything longer than 64 KiB is none. */
export const secretText = z.string().max(64 * 1024);

/** A key or token that may be missing, null or empty. */
export const optionalSecretText = orNone(secretText);

/** The same type, with undefined for what is missing, null or empty. */
export function orNone(type: z.ZodType<string>): z.ZodType<string | undefined> {
  return type.nullish().transform((value) => (value === null || value === "" ? undefined : value));
}
