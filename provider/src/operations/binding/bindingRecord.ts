import type { BindingRecord, TaskFailure } from "../../model/bindingRecord";
import { parseTaskStatus } from "../../tasks/taskStatus";
import { askerWithin } from "../keyPair/whoAsks";
import type { StepContext } from "../step/stepContext";
import type { StepLimits } from "../step/withinStep";
import { hasUnbound, type OtherEnd } from "./otherTask";
import { attemptOf, givenUpAttempt, type Sent } from "./sent";

/** A key pair proven, or said by the service, to be on the server. */
export interface BoundKey {
  keyPairName: string;
  fingerprint: string | undefined;
  publicKey: string | undefined;
}

/** The record once a change was sent: it waits, and what was bound before stays known. */
export function attempted(record: BindingRecord, sent: Sent): BindingRecord {
  return {
    ...record,
    phase: "waiting",
    operation: sent.operation,
    taskId: sent.taskId,
    taskStatus: undefined,
    startedAt: new Date(sent.sentAtServiceMs).toISOString(),
    finishedAt: undefined,
    attempt: attemptOf(sent),
    seenUnboundAt: undefined,
    failure: undefined,
  };
}

/** The record once the change failed. The attempt stays: which key is on the server is uncertain now. */
export function failed(
  record: BindingRecord,
  end: { taskStatus?: string | undefined; finishedAt: string; failure: TaskFailure | undefined },
): BindingRecord {
  const { taskStatus, finishedAt, failure } = end;
  return { ...record, phase: "failed", keyUncertain: true, taskStatus, finishedAt, failure };
}

/**
 * The record once nothing more can be found out about the change: it still waits, and only a new run may send another. Where
 * somebody else has bound its key pair since, ECS cannot tell of it any more.
 */
export function givenUp(record: BindingRecord, sent: Sent, { boundByOther }: { boundByOther: boolean }): BindingRecord {
  const attempt = givenUpAttempt(boundByOther ? { ...sent, before: undefined } : sent);
  return { ...attempted(record, sent), attempt, keyUncertain: true };
}

/** Whose credentials make what is made now, as far as they tell in time. Never throws: what was done is recorded all the same. */
export function makerOf(context: StepLimits): Promise<string | undefined> {
  return askerWithin(context).catch(() => undefined);
}

/** The record once a change of ours is known to have been carried out. `by`: whose credentials made it. */
export function made(
  record: BindingRecord,
  bound: BoundKey,
  sent: Sent,
  end: {
    verified: boolean;
    taskStatus?: string | undefined;
    finishedAt: string;
    by: string | undefined;
    passwordDisabled: boolean;
    /** Nobody can tell which key of the pair it has put there. */
    keyUncertain: boolean;
  },
): BindingRecord {
  const { verified, taskStatus, finishedAt, by, passwordDisabled, keyUncertain } = end;
  return {
    ...confirmed(attempted(record, sent), bound, verified),
    keyUncertain: keyUncertain ? true : undefined,
    taskStatus,
    finishedAt,
    tookOver: tookOver(record, sent, taskStatus),
    previousKeyPairName:
      sent.before === undefined || sent.before === "" || sent.before === bound.keyPairName
        ? record.previousKeyPairName
        : sent.before,
    adopted: false,
    made: { name: bound.keyPairName, fingerprint: bound.fingerprint, by },
    passwordDisabled: passwordDisabled || (record.passwordDisabled ?? false) ? true : undefined,
  };
}

/**
 * The record once the key pair was found on the server: adopted, unless the record held it already. `keyIsSeen`: with the key
 * that the pair has now, whatever was recorded.
 */
export function found(
  record: BindingRecord,
  bound: BoundKey,
  { verified, keyIsSeen }: { verified: boolean; keyIsSeen: boolean },
): BindingRecord {
  const held = record.boundKeyPairName === bound.keyPairName;
  // The pair may have been made anew since: what was bound stays what it was, also where nobody knows which key that is.
  const kept = held && !keyIsSeen && (record.made !== undefined || record.keyPairFingerprint !== undefined);
  const key = kept
    ? {
        keyPairName: bound.keyPairName,
        fingerprint: record.keyPairFingerprint,
        publicKey: record.boundPublicKey,
      }
    : bound;
  return {
    ...confirmed(record, key, verified),
    tookOver: record.tookOver ?? false,
    adopted: held ? (record.adopted ?? false) : true,
    made: held ? record.made : undefined,
  };
}

/** The record once others were seen to bind another key under its name: what is there was found, not made here. */
export function boundAnew(record: BindingRecord): BindingRecord {
  return { ...record, made: undefined, adopted: true, seenUnboundAt: undefined };
}

/**
 * What is known of a server since, once nothing was posted; undefined for nothing new. `settled`: what is proven to have become
 * of a change that was pending. Where the last task of somebody else that was waited for has unbound the key pair, ECS may go on
 * showing it, and only this call has seen that task.
 */
export function knownSince(
  before: BindingRecord,
  settled: BindingRecord | undefined,
  others: readonly OtherEnd[],
  { cloud, monotonicMs }: Pick<StepContext, "cloud" | "monotonicMs">,
): BindingRecord | undefined {
  const record = settled ?? before;
  const other = others.at(-1);
  const { boundKeyPairName: name } = record;
  return other === undefined || name === undefined || !hasUnbound(other, name)
    ? settled
    : { ...record, seenUnboundAt: new Date(cloud.serviceNow() - (monotonicMs() - other.endedAtMs)).toISOString() };
}

/** The record once an unbind of ours is known to have been carried out: nothing of ours is left on the server. */
export function unbound(sent: Sent, end: { verified: boolean; finishedAt: string }): BindingRecord {
  const { operation, taskId } = sent;
  const { verified, finishedAt } = end;
  return { phase: "unbound", operation, taskId, finishedAt, verified };
}

function confirmed(record: BindingRecord, bound: BoundKey, verified: boolean): BindingRecord {
  const before = record.boundKeyPairName;
  const unchanged = before === bound.keyPairName;
  return {
    ...record,
    phase: "bound",
    keyPairFingerprint: bound.fingerprint,
    boundPublicKey: bound.publicKey,
    boundKeyPairName: bound.keyPairName,
    previousKeyPairName: before === undefined || unchanged ? record.previousKeyPairName : before,
    verified,
    attempt: undefined,
    keyUncertain: undefined,
    seenUnboundAt: undefined,
    failure: undefined,
  };
}

/**
 * Whether a key pair that is not ours was on the server when our change replaced it. Of a bind that was sent where ECS could
 * not be asked the word of its task tells.
 */
function tookOver(record: BindingRecord, sent: Sent, taskStatus = ""): boolean {
  const { operation = "BIND" } = parseTaskStatus(taskStatus);
  const replaced = sent.before === undefined && (operation === "RESET" || operation === "REPLACE");
  if (sent.operation === "BIND" && !replaced) {
    return false;
  }
  const { boundKeyPairName: held, attempt } = record;
  // Without ECS it is the private key our own record led to that was replaced, if there is a record.
  const before = sent.before ?? held;
  if (before === undefined || (before !== held && before !== attempt?.keyPairName)) {
    return true;
  }
  // Without ECS a BIND tells only what was given to get in, not that the server had no key pair.
  const boundByUs = attempt?.operation === "BIND" && attempt.before === "";
  return held === undefined ? !boundByUs : (record.tookOver ?? false) || (record.adopted ?? false);
}
