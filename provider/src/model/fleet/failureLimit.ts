import { z } from "zod";

const EXPECTED = 'must be a whole number from 0 on, or a percentage such as "5%"';

/** The `maxFailures` input: a number of servers, or a percentage of those a run changes. */
export const failureLimitSchema = z.union(
  [z.int(EXPECTED).min(0, EXPECTED), z.string().regex(/^(100(\.0+)?|\d{1,2}(\.\d+)?)%$/, EXPECTED)],
  EXPECTED,
);

/** A number of servers, or a percentage ("5%"). */
export type FailureLimit = z.infer<typeof failureLimitSchema>;

/** So many servers of a run that changes `changes` of them may fail before no new one is begun; Infinity for no limit. */
export function failuresAllowed(limit: FailureLimit | undefined, changes: number): number {
  if (limit === undefined) {
    return Infinity;
  }
  return typeof limit === "number" ? limit : Math.floor((Number.parseFloat(limit) * changes) / 100 + 1e-9);
}
