import type { TaskFailure } from "../../model/bindingRecord";
import type { StepContext } from "../step/stepContext";
import type { OwnTaskEnd } from "./followTask";
import { readBackKeyPair } from "./readBack";
import { expectedName, type Sent } from "./sent";

/** What a change that was sent came to. Times are ISO 8601 UTC by the service's clock. */
export type Settled =
  | {
      is: "done";
      byTask: boolean;
      taskStatus: string | undefined;
      finishedAt: string;
      verified: boolean;
      notice: string;
      /** When the task began by its entry in a list (ms since 1970 by the service's clock), where only that named it. */
      beganAtServiceMs?: number | undefined;
    }
  | {
      is: "failed";
      taskStatus: string | undefined;
      finishedAt: string;
      failure: TaskFailure | undefined;
      report: string;
    }
  /** The deadline or an interruption came first: a later run goes on from the attempt. */
  | { is: "waiting"; lastStatus: string | undefined; report: string }
  /** Nothing more can be found out: only a new run may send another. `boundByOther`: what ECS shows is not its work. */
  | { is: "unknowable"; report: string; boundByOther: boolean }
  /** It was never accepted: it may be sent again. */
  | { is: "notDone" };

/** The server that was changed. */
export interface ChangedServer {
  serverId: string;
  verify: "auto" | "none";
}

/** A change whose task has succeeded: done, and verified as far as ECS agrees. */
export async function carriedOut(
  sent: Sent,
  end: Extract<OwnTaskEnd, { end: "success" }>,
  { serverId, verify }: ChangedServer,
  context: StepContext,
): Promise<Settled> {
  const back = await readBackKeyPair(serverId, expectedName(sent) || undefined, verify, context);
  return done(end, back.verified ? "" : `not verified: ${back.why}`);
}

/** What a change comes to whose task has succeeded. */
export function done(end: Extract<OwnTaskEnd, { end: "success" }>, notice: string): Extract<Settled, { is: "done" }> {
  const { taskStatus, finishedAt } = end;
  return { is: "done", byTask: true, taskStatus, finishedAt, verified: notice === "", notice };
}

/** What a change comes to whose task has failed, or has not ended in time. */
export function settledBy(end: Extract<OwnTaskEnd, { end: "failed" | "unfinished" }>): Settled {
  return end.end === "failed"
    ? { is: "failed", taskStatus: end.taskStatus, finishedAt: end.finishedAt, failure: end.failure, report: end.report }
    : { is: "waiting", lastStatus: end.lastStatus, report: end.report };
}
