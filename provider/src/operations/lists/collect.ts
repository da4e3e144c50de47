/** All of them in an array. */
export async function collect<T>(entries: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const entry of entries) {
    all.push(entry);
  }
  return all;
}

/** All of them in an array, by their times; those without one last. */
export async function collectOldestFirst<T>(
  entries: AsyncIterable<T>,
  timeOf: (entry: T) => string | undefined,
): Promise<T[]> {
  return oldestFirst(await collect(entries), timeOf);
}

/** Those of an array by their times; those without one last. */
export function oldestFirst<T>(entries: readonly T[], timeOf: (entry: T) => string | undefined): T[] {
  const rank = (entry: T): number => {
    const time = timeOf(entry);
    return time === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(time);
  };
  return [...entries].sort((one, other) => rank(one) - rank(other));
}
