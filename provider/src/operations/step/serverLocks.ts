/** One lock per server: two resources of a process never look at, post to or wait for the same server at once. */
export class ServerLocks {
  readonly #tails = new Map<string, Promise<void>>();

  /** Runs `work` alone for one server. Callers are served in the order they came; a failure of one does not touch the next. */
  async run<T>(serverId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(serverId) ?? Promise.resolve();
    const mine = before.then(work);
    const tail = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(serverId, tail);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(serverId) === tail) {
        this.#tails.delete(serverId);
      }
    }
  }
}
