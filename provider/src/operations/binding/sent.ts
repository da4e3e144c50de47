import type { Attempt, BindingRecord } from "../../model/bindingRecord";
import type { Operation } from "../../model/operation";
import type { StepContext } from "../step/stepContext";

/** A change that was sent to the service, and may have been accepted. Service times are ms since 1970 by its clock. */
export interface Sent {
  operation: Operation;
  /** The key pair to bind, or to unbind. */
  keyPairName: string;
  /** Of the key that it installs; undefined when the pair could not be read, and for an UNBIND. */
  fingerprint: string | undefined;
  online: boolean;
  serverName: string | undefined;
  /** What was sent along to get in; never recorded. */
  secrets: readonly string[];
  /** The key pair ECS had on record, "" for none; undefined when it could not be asked. */
  before: string | undefined;
  /** When its bytes went out. */
  sentAtServiceMs: number;
  /** When the exchange ended (monotonic ms, and by the service's clock). */
  endedAtMs: number;
  endedAtServiceMs: number;
  /** Tasks that lists have shown on the server and that are not its own, by their marks (see `failureMark`); it grows. */
  readonly others: string[];
  /** It was to switch SSH login by password off; undefined where nobody knows. */
  disablesPassword: boolean | undefined;
  /** What was tried to get in since the last success, this one last. */
  tried: readonly string[];
  /** Given by the answer. Without it the POST is lost: it may have been accepted or not. */
  taskId: string | undefined;
  requestId: string | undefined;
  /** The service said yes in words that cannot be read: it was accepted, whatever became of it. */
  acknowledged: boolean;
  /** An earlier run has sent it. */
  resumed: boolean;
}

/** What ECS shows once it was carried out; "" for none. */
export function expectedName(sent: Pick<Sent, "operation" | "keyPairName">): string {
  return sent.operation === "UNBIND" ? "" : sent.keyPairName;
}

/**
 * What ECS shows while the change is not carried out; undefined when nobody knows. Where it could not be asked, an unbind has
 * at least to take off the key pair that it was sent for.
 */
export function nameBefore({
  operation,
  keyPairName,
  before,
}: Pick<Sent, "operation" | "keyPairName" | "before">): string | undefined {
  return before ?? (operation === "UNBIND" ? keyPairName : undefined);
}

/** Whether ECS showed something else before, so that it can tell that the change was carried out. */
export function ecsCanTell(sent: Pick<Sent, "operation" | "keyPairName" | "before">): boolean {
  const before = nameBefore(sent);
  return before !== undefined && before !== expectedName(sent);
}

/** What state keeps of a change that is not settled. */
export function attemptOf(sent: Sent): Attempt {
  const { operation, keyPairName, fingerprint, before, others, disablesPassword, taskId } = sent;
  return {
    keyPairName,
    operation,
    ...(taskId === undefined ? {} : { taskId }),
    sentAt: isoTime(sent.sentAtServiceMs),
    ...(taskId === undefined ? { exchangeEndedAt: isoTime(sent.endedAtServiceMs) } : {}),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(before === undefined ? {} : { before }),
    ...(others.length === 0 ? {} : { seenBefore: [...others] }),
    ...(disablesPassword === true ? { disablesPassword } : {}),
    tried: [...sent.tried],
  };
}

/** The same once nothing more can be found out about it. */
export function givenUpAttempt(sent: Sent): Attempt {
  const { keyPairName, operation, sentAt, before, disablesPassword, tried } = attemptOf(sent);
  return {
    keyPairName,
    operation,
    sentAt,
    ...(before === undefined ? {} : { before }),
    ...(disablesPassword === true ? { disablesPassword } : {}),
    tried,
  };
}

/**
 * The change that our state still waits for; undefined when there is none, or nothing more can be found out. How long ago a
 * lost one was sent is told by the service's clock, which only its answers tell.
 */
export async function pendingSent(
  record: BindingRecord,
  secrets: readonly string[],
  context: Pick<StepContext, "cloud" | "monotonicMs" | "watcher" | "deadlineMs" | "signal">,
): Promise<Sent | undefined> {
  const { attempt } = record;
  if (record.phase !== "waiting" || attempt === undefined) {
    return undefined;
  }
  const { taskId, exchangeEndedAt } = attempt;
  if (taskId === undefined && exchangeEndedAt === undefined) {
    return undefined;
  }
  if (taskId === undefined) {
    const { watcher, deadlineMs, signal } = context;
    // The search for it needs this list anyway.
    await watcher.runningTasks({ sentAfterMs: -Infinity, deadlineMs, signal }).catch(() => undefined);
  }
  const sentAtServiceMs = timeOf(attempt.sentAt) ?? timeOf(record.startedAt) ?? context.cloud.serviceNow();
  const endedAtServiceMs = timeOf(exchangeEndedAt) ?? sentAtServiceMs;
  return {
    operation: attempt.operation,
    keyPairName: attempt.keyPairName,
    fingerprint: attempt.fingerprint,
    online: attempt.operation !== "RESET",
    serverName: undefined,
    secrets,
    before: attempt.before,
    sentAtServiceMs,
    endedAtServiceMs,
    endedAtMs: context.monotonicMs() - Math.max(0, context.cloud.serviceNow() - endedAtServiceMs),
    others: [...(attempt.seenBefore ?? [])],
    disablesPassword: attempt.disablesPassword ?? false,
    tried: attempt.tried,
    taskId,
    requestId: undefined,
    acknowledged: false,
    resumed: true,
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function timeOf(text: string | undefined): number | undefined {
  const ms = Date.parse(text ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}
