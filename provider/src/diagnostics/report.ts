import { cutBytes } from "./text/cutText";

/** A labelled fact under a headline, e.g. ["code", "KPS.0002"]. */
export type Fact = readonly [label: string, text: string];

/** Bytes before each line of a report but its headline: a label, or as many spaces. */
export const LABEL_WIDTH = 10;
/** So long a report may be, in bytes: it travels in an HTTP/2 header block, and a person has to read it. */
export const LONGEST_REPORT = 3_900;
/** Tried one after the other until a report is short enough: what a headline or a fact may take, in bytes. */
const SHARES = [2_000, 1_200, 800, 500, 300, 150, 60];

/**
 * The one form of everything that goes wrong: a headline (what was attempted, on what, what came back) and under it
 * one labelled fact a line. A fact of several lines is indented under its label. Empty facts are left out. Stays below
 * 4 KB: what is long is cut, but never the last fact, which says what to do.
 */
export function report(headline: string, facts: readonly Fact[]): string {
  const told = facts.filter(([, text]) => text !== "");
  const whole = laidOut(headline, told);
  if (Buffer.byteLength(whole) <= LONGEST_REPORT) {
    return whole;
  }
  for (const share of SHARES) {
    const cut = told.map(([label, text], index): Fact => [
      label,
      index === told.length - 1 && share > 500 ? text : cutBytes(text, share),
    ]);
    const shorter = laidOut(cutBytes(headline, share), cut);
    if (Buffer.byteLength(shorter) <= LONGEST_REPORT) {
      return shorter;
    }
  }
  return cutBytes(laidOut(cutBytes(headline, 500), told.slice(-1)), LONGEST_REPORT);
}

function laidOut(headline: string, facts: readonly Fact[]): string {
  const lines = facts.map(
    ([label, text]) => `${label.padEnd(LABEL_WIDTH)}${text.replaceAll("\n", `\n${" ".repeat(LABEL_WIDTH)}`)}`,
  );
  return [headline, ...lines].join("\n");
}
