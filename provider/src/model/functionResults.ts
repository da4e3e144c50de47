import type { DmsTaskEntry } from "./dmsTaskEntry";
import type { KeyPairEntry, KeyPairInfo } from "./keyPairEntries";
import type { FailedTaskRecord, ListedTask, TaskState } from "./taskEntries";

/**
 * What each function of the package answers, by its name: the same to a program, to the mocks of its tests, and through
 * a provider plugin. Plain objects, times as ISO 8601 UTC; a list that is empty is [].
 * `complete` says whether what is not in a list is not there: it is false where the pages of the service hold less than they
 * count, or an entry that cannot be read.
 */
export interface FunctionResults {
  readonly getTask: TaskState;
  readonly listRunningTasks: { readonly tasks: ListedTask[]; readonly complete: boolean };
  readonly listFailedTasks: { readonly tasks: FailedTaskRecord[]; readonly complete: boolean };
  /** Says nothing: the record is gone. */
  readonly deleteFailedTask: Readonly<Record<string, never>>;
  /** Those deleted; one that somebody else deleted first is not among them. */
  readonly deleteFailedTasks: { readonly tasks: FailedTaskRecord[] };
  readonly waitForTask: TaskState;
  /** Those that were waited for, as they ended; none when the server was idle. */
  readonly waitForServerIdle: { readonly tasks: TaskState[] };
  readonly listKeyPairs: { readonly keyPairs: KeyPairEntry[]; readonly complete: boolean };
  readonly getKeyPair: KeyPairInfo;
  readonly listDmsTasks: { readonly tasks: DmsTaskEntry[]; readonly complete: boolean };
  readonly getDmsTask: DmsTaskEntry;
  /** Says nothing: the record is gone. */
  readonly deleteDmsTask: Readonly<Record<string, never>>;
}

/** The name of a function of the package. */
export type FunctionName = keyof FunctionResults;
