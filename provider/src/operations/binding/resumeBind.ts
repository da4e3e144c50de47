import type { Attempt, BindingRecord } from "../../model/bindingRecord";
import { confirmed, failed } from "./bindingRecord";
import type { BindEnd, BindRequest } from "./bindRequest";
import { followTask, type OwnTask } from "./followTask";
import { lookUpKeyPair } from "../step/lookUpKeyPair";
import { readBackKeyPair } from "./readBack";
import { resolveAuth } from "./resolveAuth";
import type { StepContext } from "../step/stepContext";

/**
 * Goes on waiting for the task that the record holds, if one still waits, and posts nothing. Returns the record to go
 * on with, or the end: still waiting, or a failure of just what the program asks for now.
 */
export async function resumeBind(
  request: BindRequest,
  context: StepContext,
): Promise<BindEnd | { record: BindingRecord }> {
  const { record } = request;
  const { attempt } = record;
  if (record.phase !== "waiting" || attempt === undefined) {
    return { record };
  }
  const task = resumedTask(request, record, attempt, context);
  const end = await followTask(task, context, { giveUpWhenUnknown: true });
  switch (end.end) {
    case "success":
      return { record: await recordSuccess(request, attempt.keyPairName, end, context) };
    case "failed":
      if (request.attemptIsCurrent) {
        return { end: "failed", record: failed(record, end), report: end.report };
      }
      context.notice(`the task that was still running has failed meanwhile:\n${end.report}`);
      return { record: failed(record, end) };
    case "unknown":
      context.notice(`the service no longer knows task ${attempt.taskId}; looking at the server instead`);
      return { record: { ...record, phase: "failed" } };
    case "unfinished":
      return { end: "waiting", record: { ...record, taskStatus: end.lastStatus }, report: end.report };
  }
}

/** The task of an attempt in our state, to be followed again. */
export function resumedTask(
  request: Pick<BindRequest, "serverId" | "auths">,
  record: BindingRecord,
  attempt: Attempt,
  context: StepContext,
): OwnTask {
  return {
    taskId: attempt.taskId,
    operation: attempt.operation,
    serverId: request.serverId,
    serverName: undefined,
    keyPairName: attempt.keyPairName,
    online: attempt.operation !== "RESET",
    submittedAtMs: context.monotonicMs(),
    postedAtServiceMs: record.startedAt === undefined ? undefined : Date.parse(record.startedAt),
    startedAt: record.startedAt ?? new Date(context.cloud.serviceNow()).toISOString(),
    inferred: false,
    secrets: resolveAuth(request.auths, context.environment, context.cloud.secrets).candidates.map(
      ({ secret }) => secret,
    ),
  };
}

async function recordSuccess(
  request: BindRequest,
  keyPairName: string,
  end: { taskStatus: string; finishedAt: string },
  context: StepContext,
): Promise<BindingRecord> {
  const pair = await lookUpKeyPair(keyPairName, context);
  const back = await readBackKeyPair(request.serverId, keyPairName, request.verify, context);
  const key =
    typeof pair === "string"
      ? { keyPairName, fingerprint: undefined, publicKey: undefined }
      : { keyPairName, fingerprint: pair.fingerprint, publicKey: pair.publicKey };
  return confirmed(request.record, key, { ...end, byOurTask: true, verified: back.verified });
}
