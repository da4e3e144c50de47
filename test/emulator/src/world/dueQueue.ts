/** Things with a moment, given back in the order of their moments (a binary heap). */
export class DueQueue<T> {
  private readonly heap: { at: number; thing: T }[] = [];

  /** @param at monotonic ms */
  add(at: number, thing: T): void {
    let index = this.heap.push({ at, thing }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.moment(parent) <= at) {
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
      const least = this.moment(left + 1) < this.moment(left) ? left + 1 : left;
      if (this.moment(least) >= this.moment(index)) {
        return;
      }
      this.swap(index, least);
      index = least;
    }
  }

  private moment(index: number): number {
    return this.heap[index]?.at ?? Infinity;
  }

  private swap(one: number, other: number): void {
    const [first, second] = [this.heap[one], this.heap[other]];
    if (first && second) {
      this.heap[one] = second;
      this.heap[other] = first;
    }
  }
}
