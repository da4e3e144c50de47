import type { RunningTask } from "../../client/kps/taskRecord";
import type { Operation } from "../../model/operation";
import type { ForeignEnd } from "./awaitForeignTask";
import type { Candidate } from "./candidate";
import type { ServerFacts } from "./serverFacts";
import type { StepContext } from "../step/stepContext";

/** A POST that was sent, and what was known when it was. */
export interface Posted {
  operation: Operation;
  /** The key pair to bind, or to unbind. */
  keyPairName: string;
  online: boolean;
  /** What was sent along to get in; never recorded. */
  secrets: readonly string[];
  serverName: string | undefined;
  /** The key pair ECS had on record; undefined for none or unknown. */
  before: string | undefined;
  ecsKnown: boolean;
  /** By the service's clock, just before the POST (ms since 1970). */
  postedAtServiceMs: number;
}

/** What is known of a POST that is about to be sent to a server that looked like this. */
export function postedOn<Op extends Operation>(
  server: ServerFacts,
  decided: { operation: Op; keyPairName: string; online: boolean; auth: Candidate | undefined },
  context: StepContext,
): Posted & { operation: Op } {
  const { auth, ...change } = decided;
  const known = server.known === true ? server : undefined;
  return {
    ...change,
    secrets: auth === undefined ? [] : [auth.secret],
    serverName: known?.name,
    before: known?.keyPairName,
    ecsKnown: known !== undefined,
    postedAtServiceMs: context.cloud.serviceNow(),
  };
}

/** What a round has to go by. */
export interface RoundStart {
  /** Running tasks count as looked at by a list sent at this time or later (monotonic ms). */
  listAfterMs: number;
  /** How the task of somebody else ended that was waited for just before. */
  other: ForeignEnd | undefined;
}

/**
 * What one round of look, decide and post came to: nothing (more) to be sent, a task of somebody else to wait for, a
 * change of somebody else that calls for another look, an accepted POST, or one that nobody knows the end of.
 */
export type Round<Sent extends Posted, Done> =
  | { kind: "done"; done: Done }
  | { kind: "busy"; running: RunningTask }
  | { kind: "overtaken" }
  | { kind: "accepted"; taskId: string; requestId?: string; sent: Sent }
  | { kind: "lost"; sent: Sent };
