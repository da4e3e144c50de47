import type { Waiter } from "./waiter";

/**
 * Those who wait, in the order they came, and about whom something has changed since the last plan: a plan looks at these
 * only, so that what happens to one of a thousand does not cost a thousand looks.
 */
export class Waiters implements Iterable<Waiter> {
  readonly #all = new Set<Waiter>();
  #touched: Set<Waiter> | "all" = new Set();
  #misled: number | undefined = 0;

  get size(): number {
    return this.#all.size;
  }

  /** How many the list does not show although they run. */
  get misled(): number {
    if (this.#misled === undefined) {
      this.#misled = 0;
      for (const waiter of this.#all) {
        this.#misled += waiter.misled ? 1 : 0;
      }
    }
    return this.#misled;
  }

  /** Who has waited longest. */
  get first(): Waiter | undefined {
    const [first] = this.#all;
    return first;
  }

  [Symbol.iterator](): Iterator<Waiter> {
    return this.#all.values();
  }

  add(waiter: Waiter): void {
    this.#all.add(waiter);
    this.touch(waiter);
  }

  delete(waiter: Waiter): void {
    this.#all.delete(waiter);
    if (this.#touched !== "all") {
      this.#touched.delete(waiter);
    }
    if (waiter.misled) {
      this.#misled = undefined;
    }
  }

  /** Something has changed about one of them. */
  touch(waiter: Waiter): void {
    if (this.#touched !== "all" && this.#all.has(waiter)) {
      this.#touched.add(waiter);
    }
  }

  /** Something may have changed about any of them. */
  touchAll(): void {
    this.#touched = "all";
    this.#misled = undefined;
  }

  /** About whom something has changed since the last call. */
  takeTouched(): Iterable<Waiter> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched === "all" ? this.#all : touched;
  }
}
