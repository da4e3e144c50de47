import { report, type Fact } from "./report";

/** What is to be told of something that went wrong: what was attempted and what came of it, facts, and what to do. */
export interface Diagnosis {
  readonly headline: string;
  readonly facts: readonly Fact[];
  readonly next: string;
}

/** A diagnosis as a person reads it. */
export function rendered({ headline, facts, next }: Diagnosis): string {
  return report(headline, [...facts, ["next", next]]);
}

/** A headline that says what was attempted, where that is known. */
export function about(attempted: string | undefined, what: string): string {
  return attempted === undefined ? what : `${attempted}: ${what}`;
}
