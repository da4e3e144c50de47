import type { Cloud } from "../../client/cloud";
import type { ListEnd } from "../../tasks/walkList";
import { shownEntry } from "./shownEntry";

/** What a list has shown. */
export interface Collected<T> {
  readonly entries: T[];
  /** Whether what is not among them is not in the list. */
  readonly complete: boolean;
}

/** All of them in an array. */
export async function collect<T>(walk: AsyncGenerator<T, ListEnd, undefined>): Promise<Collected<T>> {
  const entries: T[] = [];
  for (;;) {
    const next = await walk.next();
    if (next.done === true) {
      return { entries, complete: next.value.complete };
    }
    entries.push(next.value);
  }
}

/** All of them in an array, by their times; those without one last. */
export async function collectOldestFirst<T>(
  walk: AsyncGenerator<T, ListEnd, undefined>,
  timeOf: (entry: T) => string | undefined,
): Promise<Collected<T>> {
  const { entries, complete } = await collect(walk);
  return { entries: oldestFirst(entries, timeOf), complete };
}

/** Those of an array by their times; those without one last. */
export function oldestFirst<T>(entries: readonly T[], timeOf: (entry: T) => string | undefined): T[] {
  const rank = (entry: T): number => {
    const time = timeOf(entry);
    return time === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(time);
  };
  return [...entries].sort((one, other) => rank(one) - rank(other));
}

/**
 * Those of a walk that are wanted, as people see them, while they come. One that cannot be read may have been wanted: the
 * list is not whole then.
 * @param read the entry; undefined for one that cannot be read
 */
export async function* wantedEntries<Entry, T extends object>(
  { secrets }: Pick<Cloud, "secrets">,
  walk: AsyncGenerator<Entry, ListEnd, undefined>,
  read: (entry: Entry) => T | undefined,
  isWanted: (read: T) => boolean,
): AsyncGenerator<T, ListEnd, undefined> {
  let allRead = true;
  for (;;) {
    const next = await walk.next();
    if (next.done === true) {
      return { complete: next.value.complete && allRead };
    }
    const entry = read(next.value);
    allRead &&= entry !== undefined;
    if (entry !== undefined && isWanted(entry)) {
      yield shownEntry(entry, secrets);
    }
  }
}
