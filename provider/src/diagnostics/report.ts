/** A labelled fact under a headline, e.g. ["code", "KPS.0002"]. */
export type Fact = readonly [label: string, text: string];

const LABEL_WIDTH = 10;

/**
 * The one form of everything that goes wrong: a headline (what was attempted, on what, what came back) and under it
 * one labelled fact a line. A fact of several lines is indented under its label. Empty facts are left out.
 */
export function report(headline: string, facts: readonly Fact[]): string {
  const lines = facts
    .filter(([, text]) => text !== "")
    .map(([label, text]) => `${label.padEnd(LABEL_WIDTH)}${text.replaceAll("\n", `\n${" ".repeat(LABEL_WIDTH)}`)}`);
  return [headline, ...lines].join("\n");
}
