import type { Attempt, BindingRecord, TaskFailure } from "../../model/bindingRecord";

/** A key pair proven, or said by the service, to be on the server. */
export interface BoundKey {
  keyPairName: string;
  fingerprint: string | undefined;
  publicKey: string | undefined;
}

/** The record once an own task was accepted: it waits, and what was bound before stays known. */
export function attempted(
  record: BindingRecord,
  attempt: Attempt,
  task: { startedAt: string; tookOver: boolean },
): BindingRecord {
  return {
    ...record,
    phase: "waiting",
    operation: attempt.operation,
    taskId: attempt.taskId,
    taskStatus: undefined,
    startedAt: task.startedAt,
    finishedAt: undefined,
    attempt,
    tookOver: task.tookOver,
    failure: undefined,
  };
}

/** The record once the task ended FAILED. The attempt stays: which key is on the server is uncertain now. */
export function failed(
  record: BindingRecord,
  end: { taskStatus: string; finishedAt: string; failure: TaskFailure },
): BindingRecord {
  return { ...record, phase: "failed", ...end };
}

/**
 * The record once a key pair is known to be bound. `byOurTask` says that the task in the record, ours, made it so;
 * otherwise the binding is adopted unless the record already held it.
 */
export function confirmed(
  record: BindingRecord,
  bound: BoundKey,
  end: { byOurTask: boolean; verified: boolean; taskStatus?: string; finishedAt?: string },
): BindingRecord {
  const before = record.boundKeyPairName;
  const unchanged = before === bound.keyPairName;
  return {
    ...record,
    phase: "bound",
    taskStatus: end.byOurTask ? end.taskStatus : record.taskStatus,
    finishedAt: end.byOurTask ? end.finishedAt : record.finishedAt,
    keyPairFingerprint: bound.fingerprint ?? (unchanged ? record.keyPairFingerprint : undefined),
    boundPublicKey: bound.publicKey ?? (unchanged ? record.boundPublicKey : undefined),
    boundKeyPairName: bound.keyPairName,
    previousKeyPairName: before === undefined || unchanged ? record.previousKeyPairName : before,
    adopted: end.byOurTask ? false : unchanged ? (record.adopted ?? false) : true,
    tookOver: record.tookOver ?? false,
    verified: end.verified,
    attempt: undefined,
    failure: undefined,
  };
}
