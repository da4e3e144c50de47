import type { SubmittedTask } from "../../client/kps/submission";
import type { CallOptions } from "../../transport/callOptions";
import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import type { Posted, Round } from "./changeRound";
import { overtakingOf, type Looked } from "./overtaking";
import type { StepContext } from "../step/stepContext";
import { throttleNote } from "../step/throttleNote";

/**
 * Sends the one POST that a round has decided on. Throws the service's own refusal, unless something that came in between
 * explains it; a POST whose end is ambiguous is returned as lost.
 */
export async function postOnce<Sent extends Posted>(
  sent: Sent,
  looked: Looked,
  send: (options: CallOptions) => Promise<SubmittedTask>,
  context: StepContext,
): Promise<Round<Sent, never>> {
  const doing = `${sent.operation} ${sent.serverName ?? looked.serverId}`;
  const sinceMs = context.monotonicMs();
  context.progress({ doing, status: "posting", sinceMs });
  try {
    const submitted = await send({
      lane: "post",
      deadlineMs: context.deadlineMs,
      signal: context.signal,
      onWait: ({ ms }) => context.progress({ doing, status: "posting", sinceMs, note: throttleNote(ms) }),
    });
    return { kind: "accepted", ...submitted, sent };
  } catch (error) {
    if (mayHaveBeenAccepted(error)) {
      return { kind: "lost", sent };
    }
    const overtaking = await overtakingOf(error, looked, context);
    if (overtaking === undefined) {
      throw error;
    }
    return overtaking;
  }
}
