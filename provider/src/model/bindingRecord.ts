import type { Operation } from "./operation";

/**
 * A change that was sent and whose end is not known, or that failed. Times are ISO 8601 UTC by the service's clock.
 * Without `taskId` and `exchangeEndedAt` nothing more can be found out about it.
 */
export interface Attempt {
  keyPairName: string;
  operation: Operation;
  /** Given by the answer to our own POST; a task that was only inferred is not recorded. */
  taskId?: string | undefined;
  /** When its bytes went out. */
  sentAt: string;
  /** When the exchange ended without a usable answer. */
  exchangeEndedAt?: string | undefined;
  /** Of the key that it was to install, as the pair had it then. */
  fingerprint?: string | undefined;
  /** The key pair ECS had on record before, "" for none; absent when ECS could not be asked. */
  before?: string | undefined;
  /** Tasks of the server that were seen before it was sent, which therefore are not it. */
  seenBefore?: string[] | undefined;
  /** It was to switch SSH login by password off; absent: it was not. */
  disablesPassword?: boolean | undefined;
  /** What was tried to get in since the last success, oldest first; names sources and public halves, no secret. */
  tried: string[];
}

/** What a task of ours made. */
export interface MadeBinding {
  name: string;
  fingerprint?: string | undefined;
  /** Whose credentials made it: an IAM user's id, or a hash of an access key. */
  by?: string | undefined;
}

/** Why a task failed, as its record in the failed-task list says. Times are ISO 8601 UTC. */
export interface TaskFailure {
  taskId: string;
  operation: Operation;
  code?: string | undefined;
  message: string;
  time?: string | undefined;
  serverName?: string | undefined;
  match: "exact" | "probable";
}

/** Where a binding stands. */
export type BindingPhase = "waiting" | "bound" | "failed" | "unbound";

/** What our state knows of the binding of a server, beside the inputs. */
export interface BindingRecord {
  phase: BindingPhase;
  operation?: Operation | undefined;
  taskId?: string | undefined;
  taskStatus?: string | undefined;
  startedAt?: string | undefined;
  finishedAt?: string | undefined;
  keyPairFingerprint?: string | undefined;
  boundPublicKey?: string | undefined;
  boundKeyPairName?: string | undefined;
  attempt?: Attempt | undefined;
  /** The binding that a task of ours made; absent for what was found. */
  made?: MadeBinding | undefined;
  /** The name on record says nothing of the key: a change failed, or its end is unknown. */
  keyUncertain?: boolean | undefined;
  /** When somebody else was seen to unbind it, ISO 8601 UTC; ECS need not show that yet. */
  seenUnboundAt?: string | undefined;
  /** A bind of ours switched SSH login by password off. */
  passwordDisabled?: boolean | undefined;
  previousKeyPairName?: string | undefined;
  tookOver?: boolean | undefined;
  adopted?: boolean | undefined;
  verified?: boolean | undefined;
  failure?: TaskFailure | undefined;
}
