import { about, type Diagnosis } from "../diagnosis";
import type { Speaker } from "../speaker";
import { answerText, requestIdText, type RefusedCallFacts } from "./refusedCall";

/** What is known of an id that the service does not know. */
export interface UnknownIdFacts {
  /** What the id was to be of. */
  readonly kind: string;
  readonly id: string;
  readonly answer: RefusedCallFacts;
  /** What the person can do. */
  readonly next: string;
}

/** The service does not know what was asked for by its id. */
export function unknownId(
  { kind, id, answer, next }: UnknownIdFacts,
  attempted: string | undefined,
  speaker: Speaker,
): Diagnosis {
  return {
    headline: about(attempted, `${answer.service} knows no ${kind} ${id}`),
    facts: [
      ["answer", answerText(answer)],
      [
        "request",
        [`${answer.method} ${answer.path} at ${answer.host}`, requestIdText(answer)].filter(Boolean).join(", "),
      ],
    ],
    next: speaker.inSettings(next),
  };
}
