import type { RefusedCallFacts } from "./refusedCall";
import type { UnansweredCallFacts } from "./unansweredCall";
import type { UnfinishedWaitFacts } from "./unfinishedWait";
import type { UnknownIdFacts } from "./unknownId";

/** What is known of a setting that is missing, malformed or contradicts another one. */
export interface SettingsFaultFacts {
  readonly key: string;
  readonly sentence: string;
  readonly looked: readonly string[];
}

/** What is known of an id that was given and cannot be asked for. */
export interface InvalidIdFacts {
  readonly what: string;
  readonly shown: string;
}

/** What a schema says of data that is not what it should be. */
export interface UnreadableFacts {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

// Errors of ours are known by their names, so that it also works across copies of the package.

/** A ServiceError. */
export function isRefusedCall(error: unknown): error is Error & RefusedCallFacts {
  return isNamed(error, "ServiceError");
}

/** A TransportError. */
export function isUnansweredCall(error: unknown): error is Error & UnansweredCallFacts {
  return isNamed(error, "TransportError");
}

/** An UnknownIdError. */
export function isUnknownId(error: unknown): error is Error & UnknownIdFacts {
  return isNamed(error, "UnknownIdError");
}

/** A wait that its deadline or its caller has ended. */
export function isUnfinishedWait(error: unknown): error is Error & UnfinishedWaitFacts {
  return isNamed(error, "TaskDeadlineError", "SnapshotDeadlineError", "WaitInterruptedError");
}

/** A SettingsError. */
export function isSettingsFault(error: unknown): error is Error & SettingsFaultFacts {
  return isNamed(error, "SettingsError");
}

/** An InvalidIdError. */
export function isInvalidId(error: unknown): error is Error & InvalidIdFacts {
  return isNamed(error, "InvalidIdError");
}

/** Data, as a rule in state, that does not fit its schema. */
export function isUnreadable(error: unknown): error is Error & UnreadableFacts {
  return isNamed(error, "ZodError");
}

/** An error whose message is the whole report already. */
export function isWhole(error: unknown): error is Error {
  return isNamed(error, "RefusedError", "UnfinishedError", "UsageError");
}

function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}
