import type { z } from "zod";

/**
 * The entries of a list answer. An empty list may come as null, or be left out beside a count of 0; an answer without either
 * (`{}`) says nothing, and taken for "none" it would deny what is there: it is refused as unreadable.
 */
export function entriesOf<T>(
  entries: readonly T[] | null | undefined,
  count: number | undefined,
  context: z.RefinementCtx,
): readonly T[] {
  if (entries === undefined && count !== 0) {
    context.addIssue("neither entries nor a count of 0");
  }
  return entries ?? [];
}
