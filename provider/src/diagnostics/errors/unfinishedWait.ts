import { about, type Diagnosis } from "../diagnosis";
import type { Speaker } from "../speaker";

/** What is known of a wait that did not come to its end. Durations are ms. */
export type UnfinishedWaitFacts =
  | {
      readonly name: "TaskDeadlineError";
      readonly taskId: string;
      readonly serverId: string;
      /** The last status word seen; absent: none was. */
      readonly lastStatus?: string | undefined;
      readonly waitedMs: number;
      /** How often each kind of answer was seen. */
      readonly observed: Readonly<Record<string, number>>;
    }
  | { readonly name: "SnapshotDeadlineError"; readonly list: string; readonly because?: string | undefined }
  | { readonly name: "WaitInterruptedError"; readonly subject: string };

/** A deadline passed, or the caller gave up; what was waited for may still be under way. */
export function unfinishedWait(facts: UnfinishedWaitFacts, attempted: string | undefined, speaker: Speaker): Diagnosis {
  const { again, longer } = speaker;
  switch (facts.name) {
    case "TaskDeadlineError":
      return {
        headline: about(attempted, `task ${facts.taskId} has not ended within ${Math.round(facts.waitedMs / 1000)} s`),
        facts: [
          ["server", facts.serverId],
          ["status", facts.lastStatus ?? "none was seen"],
          ["seen", observedText(facts.observed)],
        ],
        next: `it may still be running: ${again}, and ${longer}`,
      };
    case "SnapshotDeadlineError":
      return {
        headline: about(attempted, `the list of ${facts.list} tasks did not come before the deadline`),
        facts: [["problem", facts.because ?? ""]],
        next: `${again}, and ${longer}`,
      };
    case "WaitInterruptedError":
      return {
        headline: about(attempted, `waiting for ${facts.subject} was interrupted`),
        facts: [],
        next: `what was waited for may still be under way: ${again} to go on waiting`,
      };
  }
}

/** "RUNNING_BIND (7 times), HTTP 503 (once)". */
export function observedText(observed: Readonly<Record<string, number>>): string {
  return Object.entries(observed)
    .map(([what, times]) => `${what} (${times === 1 ? "once" : `${times} times`})`)
    .join(", ");
}
