const tails = new Map<string, Promise<void>>();

/**
 * Runs `work` alone for one server: two resources of this process never look at, post to or wait for the same server
 * at once. Callers are served in the order they came; a failure of one does not touch the next.
 */
export async function withServerLock<T>(cloudKey: string, serverId: string, work: () => Promise<T>): Promise<T> {
  const key = `${cloudKey} ${serverId}`;
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(work);
  const tail = mine.then(
    () => undefined,
    () => undefined,
  );
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) {
      tails.delete(key);
    }
  }
}
