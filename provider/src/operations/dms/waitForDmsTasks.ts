import { pollUntil } from "../../tasks/pollUntil";
import type { DmsTaskEntry } from "../../model/dmsTaskEntry";
import { readDmsTasks, type DmsTaskQuery } from "./dmsListing";
import { tallyDmsTasks, type DmsTally } from "./dmsTally";
import type { StepContext } from "../step/stepContext";
import { isUnknownIdError } from "../step/unknownIdError";
import type { BudgetWait } from "../../transport/callOptions";
import { throttleNote } from "../step/throttleNote";

/** How the wait ended: "waiting" when the deadline came first. */
export interface DmsWaitEnd {
  readonly end: "settled" | "waiting";
  readonly tasks: readonly DmsTaskEntry[];
  readonly tally: DmsTally;
}

const tasksOnPage = 100;
/** Names of tasks that a row gives, at most. */
const namesShown = 3;
/** Answers in a row that an instance is unknown which was there a moment ago, until it counts as gone. */
const unknownAnswersToGiveUp = 4;

/**
 * Waits until a complete list shows no background task that matches as unsettled, and at least `expect` of them are there. It does not judge
 * how they ended.
 * @throws UnknownIdError for an instance DMS does not know (one that has answered before: four times in a row),
 * RefusedError for an `until` before `since`, ServiceError for any other refusal, WaitInterruptedError; TransportError, or ServiceError of 5xx or 429, when the deadline came without a
 * single answer
 */
export async function waitForDmsTasks(
  query: DmsTaskQuery & { readonly expect?: number | undefined },
  context: StepContext,
): Promise<DmsWaitEnd> {
  const { deadlineMs, signal } = context;
  const expect = query.expect ?? 0;
  const sinceMs = context.monotonicMs();
  let status = "looking";
  let before: Pick<DmsWaitEnd, "tasks" | "tally"> | undefined;
  let unknownAnswers = 0;
  const show = (note?: string): void =>
    context.progress({ doing: `DMS instance ${query.instanceId}`, status, sinceMs, note });
  show();
  const end = await pollUntil(
    {
      subject: `the background tasks of DMS instance ${query.instanceId}`,
      look: async () => {
        const onWait = (wait: BudgetWait): void => show(throttleNote(wait));
        try {
          const read = await readDmsTasks(context, query, { attempts: 1, deadlineMs, signal, onWait });
          unknownAnswers = 0;
          before = { tasks: read.tasks, tally: tallyDmsTasks(read, expect) };
          return before;
        } catch (error) {
          unknownAnswers += isUnknownIdError(error) ? 1 : 0;
          if (before === undefined || !isUnknownIdError(error) || unknownAnswers >= unknownAnswersToGiveUp) {
            throw error;
          }
          return before;
        }
      },
      isEnd: ({ tally }) => tally.settled,
      // One more shows that nothing comes after them.
      requestsOf: ({ tasks }) => Math.ceil(tasks.length / tasksOnPage) + 1,
      deadlineMs,
      signal,
      onLook: (seen, trouble) => {
        status = seen === undefined ? status : standing(seen.tally);
        show(trouble === undefined ? undefined : `last look: ${trouble}`);
      },
    },
    { ...context, random: context.cloud.runtime.random },
  );
  if (end.seen === undefined) {
    throw end.end === "deadline" ? end.error : new Error("a look has seen nothing");
  }
  return { end: end.end === "seen" ? "settled" : "waiting", ...end.seen };
}

/** "3 of 5 settled, waiting for modifyAutoTopic". */
export function standing(tally: DmsTally): string {
  const { total, settled } = tally.counts;
  const names = [...new Set(tally.unsettled.map(({ name, id }) => name || id))];
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : "";
  const waiting = [
    names.length === 0 ? "" : `${names.slice(0, namesShown).join(", ")}${more}`,
    tally.unreadable === 0 ? "" : entriesWithoutId(tally.unreadable),
    tally.complete ? "" : "the rest of a list that is incomplete",
  ].filter(Boolean);
  return `${settled} of ${total + tally.missing} settled, waiting for ${waiting.join(", ") || `${tally.missing} more to come`}`;
}

/** So many entries of a list that nobody can tell the end of. */
export function entriesWithoutId(count: number): string {
  return count === 1 ? "an entry without an id" : `${count} entries without an id`;
}
