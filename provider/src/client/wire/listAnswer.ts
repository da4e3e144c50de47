/** Why an answer is not taken for a list. */
export const noList = "neither entries nor a count of 0";

/**
 * Whether an answer tells what is in a list. An empty list may come as null, or be left out beside a count of 0; an answer
 * without either (`{}`) says nothing, and taken for "none" it would deny what is there.
 */
export function saysHowMany(entries: readonly unknown[] | null | undefined, count: number | undefined): boolean {
  return entries !== undefined || count === 0;
}
