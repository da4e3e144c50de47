/** So many are named when nothing else is said; of the others the number is given. */
const SHOWN = 10;

/** Names in a sentence: "a, b, c", of thousands the first ten "and 2,990 more". */
export function enumerated(names: readonly string[], { shown = SHOWN, separator = ", " } = {}): string {
  const more = names.length - shown;
  return more > 0
    ? `${names.slice(0, shown).join(separator)} and ${more.toLocaleString("en-US")} more`
    : names.join(separator);
}
