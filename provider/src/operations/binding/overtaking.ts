import type { RunningTask } from "../../client/kps/taskRecord";
import { isServiceError } from "../../transport/serviceError";
import { lookAtServer } from "./lookAtServer";
import { runningTaskOf } from "./runningTask";
import type { ServerFacts } from "./serverFacts";
import type { StepContext } from "../step/stepContext";

/** What speaks of the caller or of the pace, never of the server. */
const ABOUT_THE_CALLER = new Set([401, 403, 429]);
/** A task so young may not be listed yet, in ms. */
const LISTED_WITHIN_MS = 2_000;

/** What came between a look and the POST it led to: a task that still runs, or a change that is over already. */
export type Overtaking = { kind: "busy"; running: RunningTask } | { kind: "overtaken" };

/** What a POST was decided on. */
export interface Looked {
  serverId: string;
  verify: "auto" | "none";
  server: ServerFacts;
}

/**
 * Why the service refused a POST, where another program was faster by a moment: a server takes one task at a time, and
 * no code is documented for a busy one, so the list of running tasks and ECS decide. Undefined when nothing of the kind
 * shows or can be seen, or when the error is about something else: then the refusal itself is the answer.
 */
export async function overtakingOf(
  error: unknown,
  looked: Looked,
  context: StepContext,
): Promise<Overtaking | undefined> {
  if (!isServiceError(error) || error.accepted !== "no" || ABOUT_THE_CALLER.has(error.status)) {
    return undefined;
  }
  try {
    const overtaking = await lookAgain(looked, context);
    if (overtaking !== undefined) {
      return overtaking;
    }
    await context.sleep(LISTED_WITHIN_MS * context.timeScale, context.signal);
    return await lookAgain(looked, context);
  } catch {
    return undefined;
  }
}

async function lookAgain(looked: Looked, context: StepContext): Promise<Overtaking | undefined> {
  const running = await runningTaskOf(looked.serverId, context, context.monotonicMs());
  if (running !== undefined) {
    return { kind: "busy", running };
  }
  const server = await lookAtServer(looked.serverId, looked.verify, context);
  return sameServer(server, looked.server) ? undefined : { kind: "overtaken" };
}

function sameServer(one: ServerFacts, other: ServerFacts): boolean {
  if (one.known !== true || other.known !== true) {
    return one.known === other.known;
  }
  return one.keyPairName === other.keyPairName && one.power === other.power;
}
