interface Entry<T> {
  at: number;
  /** The how-manieth it was. */
  order: number;
  thing: T;
}

/** Things with a moment, given back in the order of their moments, those of the same moment as they came (a binary heap). */
export class DueQueue<T> {
  private readonly heap: Entry<T>[] = [];
  private added = 0;

  /** @param at monotonic ms */
  add(at: number, thing: T): void {
    this.added += 1;
    let index = this.heap.push({ at, order: this.added, thing }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.isBefore(index, parent)) {
        break;
      }
      this.swap(index, parent);
      index = parent;
    }
  }

  /** The first thing due at `now`, or undefined. */
  takeDue(now: number): { at: number; thing: T } | undefined {
    const first = this.heap[0];
    if (first === undefined || first.at > now) {
      return undefined;
    }
    const last = this.heap.pop();
    if (last !== undefined && last !== first) {
      this.heap[0] = last;
      this.sink();
    }
    return first;
  }

  clear(): void {
    this.heap.length = 0;
  }

  private sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const least = this.isBefore(left + 1, left) ? left + 1 : left;
      if (!this.isBefore(least, index)) {
        return;
      }
      this.swap(index, least);
      index = least;
    }
  }

  /** What is not there is after everything. */
  private isBefore(one: number, other: number): boolean {
    const [first, second] = [this.heap[one], this.heap[other]];
    if (first === undefined || second === undefined) {
      return first !== undefined;
    }
    return first.at < second.at || (first.at === second.at && first.order < second.order);
  }

  private swap(one: number, other: number): void {
    const [first, second] = [this.heap[one], this.heap[other]];
    if (first && second) {
      this.heap[one] = second;
      this.heap[other] = first;
    }
  }
}
