/** Steps of one cloud that may be between their look and their POST at the same time. */
const WIDTH = 8;

/**
 * Lets a few steps of a cloud at a time through "look, decide, post". Under a tight request budget a hundred steps would
 * otherwise all look first and post much later, on facts that have grown old.
 */
export class PostGate {
  #free = WIDTH;
  readonly #queue: (() => void)[] = [];

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) {
        this.#free += 1;
      } else {
        next();
      }
    }
  }
}
