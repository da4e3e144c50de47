import { isDeepStrictEqual } from "node:util";
import type { RunResult } from "../support/pulumiRun";

/** Throws unless a run succeeded with just these operations. */
export function expectSummary(result: RunResult, summary: Readonly<Record<string, number>>): void {
  if (!result.ok || !isDeepStrictEqual(result.summary, summary)) {
    const output = `${result.stdout}${result.stderr}`.trim();
    throw new Error(`${JSON.stringify(result.summary)} instead of ${JSON.stringify(summary)}\n${output}`);
  }
}

/** Throws unless two values are equal. */
export function expectSame(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  }
}
