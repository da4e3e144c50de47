const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A longer text is none, whatever it holds. */
const LONGEST = 32;

/**
 * Milliseconds of a duration as Pulumi writes them in `customTimeouts`: "90s", "30m", "1h30m".
 * Returns undefined when the text is not such a duration or is not longer than zero.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
    return undefined;
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d{1,32}(?:\.\d{1,32})?)(ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return total > 0 && Number.isFinite(total) ? total : undefined;
}
